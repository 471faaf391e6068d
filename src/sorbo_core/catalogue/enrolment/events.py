"""What happens to a register and to inscriptions."""

from typing import Annotated

from msgspec import Meta

from sorbo_core.catalogue.enrolment.place import Ending, InscriptionState
from sorbo_core.shared.events import EventData

SessionId = Annotated[str, Meta(description="The session that it is for.")]
Headcount = Annotated[int, Meta(description="For how many people.")]

RegisterOf = Annotated[str, Meta(description="The session of which it is the register.")]


class RegisterChanged(EventData, frozen=True, kw_only=True):
    """Seats of a session were taken or given back, or its waiting line moved."""

    type = "register.changed"
    session_id: RegisterOf
    taken: Annotated[int, Meta(description="How many seats are held or confirmed now.")]
    waiting: Annotated[int, Meta(description="How many people wait for seats now.")]


class RegisterResized(EventData, frozen=True, kw_only=True):
    """Staff gave a session another number of seats, which its register has already."""

    type = "register.resized"
    session_id: RegisterOf
    seats: Annotated[int, Meta(description="How many seats there are now.")]


class InscriptionRequested(EventData, frozen=True, kw_only=True):
    """Somebody enrolled: they hold seats, or wait for some."""

    type = "inscription.requested"
    session_id: SessionId
    people: Headcount
    state: Annotated[InscriptionState, Meta(description="Whether they hold seats or wait.")]


class InscriptionRepeated(EventData, frozen=True, kw_only=True):
    """The same address asked for seats in the same session again; nothing changed."""

    type = "inscription.repeated"
    session_id: SessionId


class InscriptionPromoted(EventData, frozen=True, kw_only=True):
    """Seats returned: who waited holds some now."""

    type = "inscription.promoted"
    session_id: SessionId
    people: Headcount


class InscriptionConfirmed(EventData, frozen=True, kw_only=True):
    """The seats are certain."""

    type = "inscription.confirmed"
    session_id: SessionId
    people: Headcount


class InscriptionLapsed(EventData, frozen=True, kw_only=True):
    """Nobody confirmed the seats in time: they are given up."""

    type = "inscription.lapsed"
    session_id: SessionId
    people: Headcount


class InscriptionCancelled(EventData, frozen=True, kw_only=True):
    """The inscription was given up."""

    type = "inscription.cancelled"
    session_id: SessionId
    people: Headcount
    ending: Annotated[Ending, Meta(description="Why.")]


class InscriptionAttended(EventData, frozen=True, kw_only=True):
    """They took part."""

    type = "inscription.attended"
    session_id: SessionId
    people: Headcount
