"""Place: what a session's register knows of one inscription, and nothing of a person."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

import msgspec
from msgspec import Meta

MOST_PEOPLE = 50
People = Annotated[int, Meta(ge=1, le=MOST_PEOPLE)]


class InscriptionState(StrEnum):
    """Where an inscription stands."""

    EN_ATTENTE = "en_attente"
    DEMANDEE = "demandee"
    CONFIRMEE = "confirmee"
    PRESENTE = "presente"
    ANNULEE = "annulee"


class Ending(StrEnum):
    """Why an inscription is `annulee`.

    Attributes:
        WITHDRAWN: the person asked for it.
        CANCELLED: staff did it.
        LAPSED: the hold ran out before anybody confirmed it.
        SESSION_CANCELLED: the session does not take place.
        ABANDONED: its request died before it was complete; nobody was told of it.
    """

    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    SESSION_CANCELLED = "session_cancelled"
    ABANDONED = "abandoned"


CERTAIN = frozenset({InscriptionState.CONFIRMEE, InscriptionState.PRESENTE})
HOLDING = CERTAIN | {InscriptionState.DEMANDEE}


class SeatRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody wants seats.

    Attributes:
        id: of the inscription that this becomes; the same id again is the same request.
        key: stands for who asks (`key_of`): one place for each in a session.
        people: how many seats, all or none.
    """

    id: str
    key: str
    people: People = 1


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """The place of one inscription in its session.

    Attributes:
        id, key, people: as in the `SeatRequest`.
        number: the order of arrival in the session, from 1.
        since: when it was asked for.
        expires_at: until when a `demandee` is held, None for other states.
        ending: why it is `annulee`, None for other states.
        moves: how many states it has been in.
        told: how many of these the inscription's own document knows.
    """

    id: str
    key: str
    people: People
    number: int
    state: InscriptionState
    since: datetime
    expires_at: datetime | None = None
    ending: Ending | None = None
    moves: int = 1
    told: int = 0

    @property
    def holds(self) -> bool:
        """Whether it has seats."""
        return self.state in HOLDING

    @property
    def waits(self) -> bool:
        """Whether it is in the waiting line."""
        return self.state is InscriptionState.EN_ATTENTE

    @property
    def live(self) -> bool:
        """Whether it has seats or waits for them."""
        return self.state is not InscriptionState.ANNULEE

    def moved(
        self, state: InscriptionState, *, expires_at: datetime | None = None, ending: Ending | None = None
    ) -> Self:
        """Return the place in another state."""
        return msgspec.structs.replace(
            self, state=state, expires_at=expires_at, ending=ending, moves=self.moves + 1
        )

    def ended(self, ending: Ending) -> Self:
        """Return the place given up."""
        return self.moved(InscriptionState.ANNULEE, ending=ending)

    def at(self, now: datetime) -> Self:
        """Return the place as it is at an instant: given up, if its hold has run out by then."""
        if self.expires_at is None or self.expires_at > now:
            return self
        return self.ended(Ending.LAPSED)
