"""Register: who has a seat in a session, and who waits; the one truth about both."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self

import msgspec

from sorbo_core.catalogue.enrolment.errors import (
    AlreadyPresent,
    GroupTooLarge,
    InscriptionEnded,
    InscriptionsClosed,
    NoSeatHeld,
    SeatsTaken,
    SessionNotBegun,
    WaitingLineFull,
)
from sorbo_core.catalogue.enrolment.events import RegisterChanged, RegisterResized
from sorbo_core.catalogue.enrolment.line import least_seats, promoted, soonest_expiry
from sorbo_core.catalogue.enrolment.place import Ending, InscriptionState, Place, SeatRequest
from sorbo_core.catalogue.session import TAKES_PLACE, Seats, Session, SessionState
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.publication import Status

HELD_FOR = timedelta(hours=72)
MOST_PLACES = 5000


class Register(Entity, frozen=True, kw_only=True):
    """The seats of one session. Every verb leaves it settled: nobody waits while the head of the line fits.

    Attributes:
        seats, start, open: follow the session; `open` while it is shown and takes place.
        session_version: the session that it follows; an older one is not followed any more.
        places: in order of arrival; given-up ones until their inscription knows.
        last_number: the number of the latest arrival.
        taken, waiting, next_expiry: people with seats, people without, the first hold to run out;
            they follow from `places` and are kept for whoever asks the database.
    """

    masked: ClassVar = ("places",)

    session_id: str
    seats: Seats
    start: date
    open: bool
    session_version: int
    places: tuple[Place, ...] = ()
    last_number: int = 0
    taken: int = 0
    waiting: int = 0
    next_expiry: datetime | None = None

    @classmethod
    def of(cls, session: Session, *, at: datetime) -> Self:
        """Return the register of a session in which nobody has enrolled."""
        return cls(
            id=register_id(session.id),
            created_at=at,
            updated_at=at,
            session_id=session.id,
            seats=session.details.seats,
            start=session.details.start,
            open=_is_open(session),
            session_version=session.version,
        )

    @property
    def untold(self) -> tuple[Place, ...]:
        """The places whose inscription does not know where they stand."""
        return tuple(place for place in self.places if place.told < place.moves)

    def find(self, id: str) -> Place | None:
        """Return the place of an inscription, None where it is not known or long given up."""
        return next((place for place in self.places if place.id == id), None)

    def place_for(self, request: SeatRequest) -> Place | None:
        """Return the place that this request has, else the one that who asks had before, else None."""
        own = self.find(request.id)
        earlier = (place for place in self.places if place.live and place.key == request.key)
        return own or next(earlier, None)

    def in_line(self, id: str) -> int:
        """Return where an inscription stands in the waiting line, from 1; 0 when it does not wait."""
        line = [place.id for place in self.places if place.waits]
        return line.index(id) + 1 if id in line else 0

    def takes_in(self, at: datetime) -> bool:
        """Tell whether seats are given away at this instant: the session is open and has not begun."""
        return self.open and at.date() < self.start

    def admit(self, request: SeatRequest, *, at: datetime) -> None:
        """Return only if the request may get a place.

        Raises:
            InscriptionsClosed: the session does not take inscriptions.
            GroupTooLarge: it has fewer seats than are asked for.
            WaitingLineFull: `MOST_PLACES` are in the register.
        """
        if not self.takes_in(at):
            raise InscriptionsClosed
        if request.people > self.seats:
            raise GroupTooLarge(seats=self.seats)
        if len(self.places) >= MOST_PLACES:
            raise WaitingLineFull

    def enrol(self, request: SeatRequest, *, at: datetime) -> Self:
        """Give the request its place: seats if nobody waits and it fits, else the end of the line.

        Whoever has a place keeps it. Holds that have run out must have been swept before.

        Raises:
            InscriptionsClosed, GroupTooLarge, WaitingLineFull: as `admit`.
        """
        if self.place_for(request) is not None:
            return self
        self.admit(request, at=at)
        fits = self.waiting == 0 and self.taken + request.people <= self.seats
        number = self.last_number + 1
        place = Place(
            id=request.id,
            key=request.key,
            people=request.people,
            number=number,
            state=InscriptionState.DEMANDEE if fits else InscriptionState.EN_ATTENTE,
            since=at,
            expires_at=at + HELD_FOR if fits else None,
        )
        return self._settled((*self.places, place), at=at, last_number=number)

    def answer_to(self, request: SeatRequest, *, at: datetime) -> InscriptionState:
        """Return the state in which a stranger's first request would be now.

        Raises:
            InscriptionsClosed, GroupTooLarge, WaitingLineFull: as `admit`.
        """
        stranger = msgspec.structs.replace(request, key="")
        return self.swept(at=at).enrol(stranger, at=at).places[-1].state

    def swept(self, *, at: datetime) -> Self:
        """Give up the holds that have run out, and let the next ones have the seats."""
        return self._settled(self.places, at=at)

    def confirm(self, id: str, *, at: datetime) -> Self:
        """Make a held place certain; one that is certain stays as it is.

        Raises:
            InscriptionEnded: it was given up, or its hold has run out.
            NoSeatHeld: it waits.
        """
        place = self._live(id, at)
        if place.waits:
            raise NoSeatHeld(state=place.state)
        if place.state is not InscriptionState.DEMANDEE:
            return self
        return self._with(place.moved(InscriptionState.CONFIRMEE), at=at)

    def cancel(self, id: str, ending: Ending, *, at: datetime) -> Self:
        """Give a place up; one that was given up stays as it is.

        Raises:
            AlreadyPresent: they have taken part.
        """
        place = self.find(id)
        if place is None or not place.live:
            return self
        if place.state is InscriptionState.PRESENTE:
            raise AlreadyPresent
        return self._with(place.ended(ending), at=at)

    def forget(self, id: str, *, at: datetime) -> Self:
        """Give a place up, unless they took part, and forget whose it was."""
        place = self.find(id)
        if place is None:
            return self
        took_part = place.state is InscriptionState.PRESENTE
        current = self if took_part else self.cancel(id, Ending.WITHDRAWN, at=at)
        places = tuple(
            msgspec.structs.replace(each, key=id) if each.id == id else each for each in current.places
        )
        return msgspec.structs.replace(current, places=places)

    def attend(self, id: str, *, at: datetime) -> Self:
        """Record that they have come; again changes nothing.

        Raises:
            SessionNotBegun: its first day lies ahead.
            InscriptionEnded: it was given up, or its hold has run out.
            NoSeatHeld: it is not confirmed.
        """
        place = self._live(id, at)
        if place.state is InscriptionState.PRESENTE:
            return self
        if at.date() < self.start:
            raise SessionNotBegun(start=self.start.isoformat())
        if place.state is not InscriptionState.CONFIRMEE:
            raise NoSeatHeld(state=place.state)
        return self._with(place.moved(InscriptionState.PRESENTE), at=at)

    def resize(self, seats: int, *, at: datetime) -> Self:
        """Have another number of seats.

        Raises:
            SeatsTaken: more are taken, or a group that waits needs more.
        """
        if seats == self.seats:
            return self
        current = self.swept(at=at)
        least = least_seats(current.places)
        if seats < least:
            raise SeatsTaken(least=least)
        data = RegisterResized(session_id=self.session_id, seats=seats)
        return current.changed(data, at=at, seats=seats).swept(at=at)

    def follow(self, session: Session, *, at: datetime) -> Self:
        """Become what the session has become, but never with fewer seats than `resize` allows.

        A session that is called off takes everybody's place but of those who took part.
        """
        if session.version < self.session_version:
            return self
        places = self.places
        if session.details.state is SessionState.ANNULEE:
            places = tuple(_called_off(place) for place in places)
        followed = self._settled(
            places,
            at=at,
            seats=max(session.details.seats, least_seats(places)),
            start=session.details.start,
            open=_is_open(session),
        )
        return msgspec.structs.replace(followed, session_version=session.version)

    def told(self, moves: Mapping[str, int]) -> Self:
        """Record how many of their moves inscriptions know; what was given up and is known goes."""
        places = tuple(
            msgspec.structs.replace(place, told=max(place.told, moves.get(place.id, 0)))
            for place in self.places
        )
        kept = tuple(place for place in places if place.live or place.told < place.moves)
        return self if kept == self.places else msgspec.structs.replace(self, places=kept)

    def _live(self, id: str, at: datetime) -> Place:
        """Return a place as it is at an instant, holds that have run out and promotions included."""
        place = self.swept(at=at).find(id)
        if place is None or not place.live:
            raise InscriptionEnded
        return place

    def _with(self, changed: Place, *, at: datetime) -> Self:
        places = tuple(changed if place.id == changed.id else place for place in self.places)
        return self._settled(places, at=at)

    def _settled(self, places: tuple[Place, ...], *, at: datetime, **fields: Any) -> Self:  # noqa: ANN401 — any field of the register
        """Return the register with these places as they are at an instant, the next ones promoted."""
        current = msgspec.structs.replace(self, **fields)
        places = tuple(place.at(at) for place in places)
        if current.takes_in(at):
            places = promoted(places, seats=current.seats, until=at + HELD_FOR)
        if (current, places) == (self, self.places):
            return self
        taken = sum(place.people for place in places if place.holds)
        waiting = sum(place.people for place in places if place.waits)
        return self.changed(
            RegisterChanged(session_id=self.session_id, taken=taken, waiting=waiting),
            at=at,
            places=places,
            taken=taken,
            waiting=waiting,
            next_expiry=soonest_expiry(places),
            **fields,
        )


def register_id(session_id: str) -> str:
    """Return the id of a session's register."""
    return f"{session_id}-register"


def key_of(session_id: str, email: str) -> str:
    """Return what stands for an address in one session's register; in another's it is something else."""
    return hashlib.blake2b(f"{session_id} {email}".encode(), digest_size=16).hexdigest()


def _is_open(session: Session) -> bool:
    return session.status is Status.PUBLIE and session.details.state in TAKES_PLACE


def _called_off(place: Place) -> Place:
    lasts = not place.live or place.state is InscriptionState.PRESENTE
    return place if lasts else place.ended(Ending.SESSION_CANCELLED)
