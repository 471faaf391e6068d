"""Avis: what somebody says of a formation or a logiciel, shown once staff have approved it."""

import hashlib
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.reviews.rating import Stars
from sorbo_core.shared.email_address import EmailAddress, parse_email
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.events import EventData
from sorbo_core.shared.query import CHOICE, Field, Filter, Listing, Op, Sort, orders
from sorbo_core.shared.text import Line, Prose


class Reviewed(StrEnum):
    """The nouns that avis are about."""

    FORMATION = "formation"
    LOGICIEL = "logiciel"


class AvisState(StrEnum):
    """Where an avis stands with staff."""

    EN_ATTENTE = "en_attente"
    APPROUVE = "approuve"
    REFUSE = "refuse"


class _AboutEntry(EventData, frozen=True, kw_only=True):
    noun: Annotated[Reviewed, Meta(description="What kind of thing it is about.")]
    entry_id: Annotated[str, Meta(description="The formation or logiciel that it is about.")]


class AvisSubmitted(_AboutEntry, frozen=True, kw_only=True):
    """A visitor gave an avis; it waits for staff."""

    type = "avis.submitted"


class AvisApproved(_AboutEntry, frozen=True, kw_only=True):
    """Visitors see the avis from now on, and it counts."""

    type = "avis.approved"


class AvisRefused(_AboutEntry, frozen=True, kw_only=True):
    """Visitors do not see the avis, or no longer."""

    type = "avis.refused"


_EVENTS: dict[AvisState, type[_AboutEntry]] = {
    AvisState.APPROUVE: AvisApproved,
    AvisState.REFUSE: AvisRefused,
}


class Opinion(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody writes in an avis, and as whom.

    Attributes:
        name: of the person, or a role.
        email: never shown to visitors.
    """

    name: Line
    position: Line | None = None
    company: Line | None = None
    email: EmailAddress
    stars: Stars
    comment: Prose


class Avis(Entity, frozen=True, kw_only=True):
    """One avis.

    Attributes:
        key: stands for the address and what the avis is about; no two avis share one.
        moderated_by: the compte that decided last.
    """

    masked: ClassVar = ("key", "opinion")

    noun: Reviewed
    entry_id: str
    opinion: Opinion
    key: str
    state: AvisState = AvisState.EN_ATTENTE
    moderated_by: str | None = None

    @classmethod
    def submitted(cls, *, id: str, noun: Reviewed, entry_id: str, opinion: Opinion, at: datetime) -> Self:
        """Take an avis in; it waits for staff.

        Raises:
            Invalid: a field breaks its rule.
        """
        said = msgspec.structs.replace(
            opinion,
            name=opinion.name.strip(),
            comment=opinion.comment.strip(),
            email=parse_email(opinion.email),
        )
        key = key_of(noun, entry_id, said.email)
        blank = cls(id=id, created_at=at, updated_at=at, noun=noun, entry_id=entry_id, opinion=said, key=key)
        return blank.changed(AvisSubmitted(noun=noun, entry_id=entry_id), at=at)

    def decide(self, state: AvisState, *, by: str | None, at: datetime) -> Self:
        """Approve or refuse it; staff may change their mind, and the same again changes nothing."""
        if state is self.state:
            return self
        event = _EVENTS[state](noun=self.noun, entry_id=self.entry_id)
        return self.changed(event, at=at, state=state, moderated_by=by)


def key_of(noun: Reviewed, entry_id: str, email: str) -> str:
    """Return what stands for an address and the one thing that its holder says something about."""
    return hashlib.blake2b(f"{noun} {entry_id} {email}".encode(), digest_size=16).hexdigest()


def approved_of(noun: Reviewed, entry_id: str) -> tuple[Filter, ...]:
    """Return the conditions that the avis which visitors see of one thing meet."""
    return (
        Filter("noun", Op.EQ, noun),
        Filter("entry_id", Op.EQ, entry_id),
        Filter("state", Op.EQ, AvisState.APPROUVE),
    )


_SORTS = orders({"createdAt": Sort("created_at", type=datetime)}, "-createdAt")

AVIS = Listing(
    fields=(
        Field(name="state", path="state", type=AvisState, ops=CHOICE),
        Field(name="noun", path="noun", type=Reviewed, ops=(Op.EQ,)),
        Field(name="entryId", path="entry_id", type=str, ops=(Op.EQ,)),
    ),
    sorts=_SORTS,
)

SHOWN_AVIS = Listing(fields=(), sorts=_SORTS)
