"""The dated runs that a record of a formation names."""

import hashlib
from collections.abc import Mapping

import msgspec

from sorbo_core.catalogue.formation import Venue
from sorbo_core.catalogue.session import SessionDetails, SessionState
from sorbo_core.shared.intake.reader import Reader, whole_number
from sorbo_core.shared.intake.values import member, parse_instant

PLACES = {Venue.OURS: "Nos locaux", Venue.CLIENT: "Chez le client", Venue.REMOTE: "À distance"}
_KEYS = frozenset({"_id", "id", "startDate", "endDate", "location", "availableSeats", "status"})
_MOST_SEATS = 1000


def planned_in(reader: Reader) -> tuple[SessionDetails, ...]:
    """Return the runs, if every one of them says enough: both days, and seats that are left.

    In a register where nobody is enrolled yet, as many can be taken as there are. A list with
    anything else in it stays aside as a whole.
    """
    said = reader.value("upcomingSessions")
    given = said if isinstance(said, list) else []
    found = [each for each in map(_planned, given) if each is not None]
    if not found or len(found) != len(given):
        return ()
    reader.use("upcomingSessions")
    return tuple(found)


def session_id(formation_id: str, details: SessionDetails) -> str:
    """Return the id of the session of these days and this place, the same whenever it is asked for."""
    said = f"{formation_id} {details.start} {details.end} {details.location} {details.remote}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _planned(said: object) -> SessionDetails | None:
    if not isinstance(said, Mapping) or not said.keys() <= _KEYS:
        return None
    start, end = parse_instant(said.get("startDate")), parse_instant(said.get("endDate"))
    seats = whole_number(said.get("availableSeats"))
    place = member(Venue, said.get("location"))
    state = member(SessionState, said.get("status") or SessionState.PLANIFIEE)
    unclear = state is None or (said.get("location") and place is None)
    if start is None or end is None or end < start or seats is None or unclear or state is None:
        return None
    if not 0 < seats <= _MOST_SEATS:
        return None
    details = SessionDetails(start=start.date(), end=end.date(), seats=seats, state=state)
    if place is Venue.REMOTE:
        return msgspec.structs.replace(details, remote=True)
    return msgspec.structs.replace(details, location=PLACES[place] if place else None)
