"""The waiting line: strictly first come, first served."""

from datetime import datetime

from sorbo_core.catalogue.enrolment.place import InscriptionState, Place


def promoted(places: tuple[Place, ...], *, seats: int, until: datetime) -> tuple[Place, ...]:
    """Return the places with seats given to the head of the line for as long as it fits.

    Nobody overtakes: a group that does not fit holds up the smaller ones behind it, since it would
    wait for ever if every seat that returns went past it.

    Args:
        places: in order of arrival.
        seats: of the session.
        until: when the holds of those who move up run out.
    """
    free = seats - sum(place.people for place in places if place.holds)
    seen = []
    for place in places:
        moves_up = place.waits and place.people <= free
        if place.waits:
            # Whoever stays leaves nothing to those behind.
            free = free - place.people if moves_up else 0
        seen.append(place.moved(InscriptionState.DEMANDEE, expires_at=until) if moves_up else place)
    return tuple(seen)


def least_seats(places: tuple[Place, ...]) -> int:
    """Return the fewest seats that keep every promise: those taken, those of the largest waiting group."""
    taken = sum(place.people for place in places if place.holds)
    return max(1, taken, *(place.people for place in places if place.waits))


def soonest_expiry(places: tuple[Place, ...]) -> datetime | None:
    """Return when the first hold runs out, None when none does."""
    return min((place.expires_at for place in places if place.expires_at is not None), default=None)
