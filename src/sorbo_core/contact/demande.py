"""Demande: a contact or quote request."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.contact.details import AnyAnswers
from sorbo_core.contact.errors import MoveRefused
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.events import EventData
from sorbo_core.shared.personal.blank import ERASED, no_address
from sorbo_core.shared.phone import Phone
from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Op, Sort, orders
from sorbo_core.shared.text import Line, Prose


class Subject(StrEnum):
    """What a request is about."""

    INGENIERIE = "ingenierie"
    FORMATION = "formation"
    LOGICIEL = "logiciel"
    CARRIERE = "carriere"
    RENDEZVOUS = "rendezvous"
    AUTRE = "autre"


class DemandeState(StrEnum):
    """How far staff are with a request."""

    NOUVEAU = "nouveau"
    EN_TRAITEMENT = "en_traitement"
    TRAITE = "traite"


# A request that was answered can be opened again; none becomes new again.
MOVES: dict[DemandeState, frozenset[DemandeState]] = {
    DemandeState.NOUVEAU: frozenset({DemandeState.EN_TRAITEMENT, DemandeState.TRAITE}),
    DemandeState.EN_TRAITEMENT: frozenset({DemandeState.TRAITE}),
    DemandeState.TRAITE: frozenset({DemandeState.EN_TRAITEMENT}),
}


ALIKE_FOR = timedelta(minutes=10)
"""Two requests that say the same within this time are one; so are some within twice this time."""


class DemandeReceived(EventData, frozen=True, kw_only=True):
    """A visitor sent a request."""

    type = "demande.received"
    subject: Annotated[Subject, Meta(description="What it is about.")]


class DemandeImported(EventData, frozen=True, kw_only=True):
    """A request that a visitor once sent to the former site is here now. Nobody is told of it by mail."""

    type = "demande.imported"
    subject: Annotated[Subject, Meta(description="What it is about.")]
    state: Annotated[DemandeState, Meta(description="Where staff were with it.")]


class DemandeAssigned(EventData, frozen=True, kw_only=True):
    """Somebody on the staff takes care of the request, or nobody any more."""

    type = "demande.assigned"
    assignee_id: Annotated[str | None, Meta(description="The compte of who does, null for nobody.")]


class DemandeMoved(EventData, frozen=True, kw_only=True):
    """The request is in another state."""

    type = "demande.moved"
    state: Annotated[DemandeState, Meta(description="Where it stands now.")]


class Demande(Entity, frozen=True, kw_only=True):
    """A request that a visitor sent, and where staff are with it.

    Attributes:
        alike: what it says, as digests for the time in which it came and for the next: no two requests
            share one, so that one write tells whether it is there already.
        erased_at: since when nothing is known of who sent it.
    """

    masked: ClassVar = ("name", "email", "phone", "message", "details", "alike")

    name: Line
    email: EmailAddress
    phone: Phone | None = None
    subject: Subject
    message: Prose
    details: AnyAnswers | None = None
    state: DemandeState = DemandeState.NOUVEAU
    assignee_id: str | None = None
    alike: tuple[str, ...] = ()
    erased_at: datetime | None = None

    @classmethod
    def received(
        cls,
        *,
        id: str,
        name: str,
        email: str,
        phone: str | None,
        subject: Subject,
        message: str,
        details: AnyAnswers | None,
        at: datetime,
        one_of_its_kind: bool = False,
    ) -> Self:
        """Take a request in; one of its kind is not the same as another one that says the same.

        Raises:
            Invalid: a field breaks its rule.
        """
        blank = cls(
            id=id,
            created_at=at,
            updated_at=at,
            name=name,
            email=email,
            phone=phone,
            subject=subject,
            message=message,
            details=details,
        )
        alike = () if one_of_its_kind else blank._alike()
        return blank.changed(DemandeReceived(subject=subject), at=at, alike=alike)

    def assign(self, assignee_id: str | None, *, at: datetime) -> Self:
        """Give the request to somebody on the staff, or to nobody (None)."""
        if assignee_id == self.assignee_id:
            return self
        return self.changed(DemandeAssigned(assignee_id=assignee_id), at=at, assignee_id=assignee_id)

    def move(self, state: DemandeState, *, at: datetime) -> Self:
        """Put the request in another state; the present one again changes nothing.

        Raises:
            MoveRefused: `MOVES` has no such move.
        """
        if state is self.state:
            return self
        if state not in MOVES[self.state]:
            raise MoveRefused(source=self.state, target=state)
        return self.changed(DemandeMoved(state=state), at=at, state=state)

    def forget(self, *, at: datetime) -> Self:
        """Return the request without the person and without what they wrote; it still counts."""
        return msgspec.structs.replace(
            self,
            name=ERASED,
            email=no_address(self.id),
            phone=None,
            message=ERASED,
            details=None,
            alike=(),
            erased_at=self.erased_at or at,
        )

    def _alike(self) -> tuple[str, ...]:
        said = (self.name, self.email, self.phone, self.subject, self.message, self.details)
        digest = hashlib.sha256(msgspec.json.encode(said).lower()).hexdigest()[:32]
        # One that came in the time before shares its second digest with our first.
        time = int(self.created_at.timestamp() // ALIKE_FOR.total_seconds())
        return f"{digest} {time}", f"{digest} {time + 1}"


DEMANDES = Listing(
    fields=(
        Field(name="state", path="state", type=DemandeState, ops=CHOICE),
        Field(name="subject", path="subject", type=Subject, ops=CHOICE),
        Field(name="assigneeId", path="assignee_id", type=str, ops=(Op.EQ, Op.IN, Op.EXISTS)),
        Field(name="createdAt", path="created_at", type=datetime, ops=RANGE),
    ),
    sorts=orders({"createdAt": Sort("created_at", type=datetime)}, "-createdAt"),
    together=(("state", "subject", "createdAt"), ("assigneeId", "state", "createdAt")),
)
