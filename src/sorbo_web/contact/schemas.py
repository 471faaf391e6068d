"""Demandes on the wire."""

from datetime import datetime

import msgspec

from sorbo_core.contact.demande import Demande, DemandeState, Subject
from sorbo_core.contact.details import (
    AnyAnswers,
    CarriereAnswers,
    FormationAnswers,
    IngenierieAnswers,
    LogicielAnswers,
    RendezvousAnswers,
)
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.phone import Phone
from sorbo_core.shared.text import Line, Prose
from sorbo_web.api.forms.body import VisitorForm
from sorbo_web.api.wire import Body, View


class _DemandeForm(VisitorForm, frozen=True, kw_only=True, tag_field="subject"):
    name: Line
    email: EmailAddress
    phone: Phone | None = None
    message: Prose


class IngenierieForm(_DemandeForm, frozen=True, kw_only=True, tag="ingenierie"):
    """A request for an engineering study."""

    details: IngenierieAnswers | None = None


class FormationForm(_DemandeForm, frozen=True, kw_only=True, tag="formation"):
    """A request about a training."""

    details: FormationAnswers | None = None


class LogicielForm(_DemandeForm, frozen=True, kw_only=True, tag="logiciel"):
    """A request about a software product."""

    details: LogicielAnswers | None = None


class CarriereForm(_DemandeForm, frozen=True, kw_only=True, tag="carriere"):
    """A request about working here."""

    details: CarriereAnswers | None = None


class RendezvousForm(_DemandeForm, frozen=True, kw_only=True, tag="rendezvous"):
    """A request for an appointment."""

    details: RendezvousAnswers | None = None


class AutreForm(_DemandeForm, frozen=True, kw_only=True, tag="autre"):
    """A request about something else. There are no details."""

    details: None = None


DemandeForm = IngenierieForm | FormationForm | LogicielForm | CarriereForm | RendezvousForm | AutreForm


def subject_of(form: DemandeForm) -> Subject:
    """Return the subject that a form is for."""
    return Subject(str(type(form).__struct_config__.tag))


class Assignment(Body, frozen=True, kw_only=True):
    """Who takes care of a request; null takes it back."""

    assignee_id: Line | None


class Move(Body, frozen=True, kw_only=True):
    """The state that a request is put in."""

    state: DemandeState


class DemandeReceipt(View, frozen=True, kw_only=True):
    """What a visitor gets back: the reference, and nothing of what was written."""

    id: str
    state: DemandeState
    received_at: datetime

    @classmethod
    def of(cls, demande: Demande) -> "DemandeReceipt":
        """Return the receipt of a request."""
        return cls(id=demande.id, state=DemandeState.NOUVEAU, received_at=demande.created_at)


class DemandeView(View, frozen=True, kw_only=True):
    """A request as staff read it."""

    id: str
    subject: Subject
    state: DemandeState
    assignee_id: str | None
    name: str
    email: str
    phone: str | None
    message: str
    details: AnyAnswers | None
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, demande: Demande) -> "DemandeView":
        """Return the view of a request."""
        values = msgspec.structs.asdict(demande)
        return cls(**{name: values[name] for name in cls.__struct_fields__})


class DemandePage(View, frozen=True, kw_only=True):
    """One page of requests; `next` is the cursor of the next one, null on the last."""

    items: tuple[DemandeView, ...]
    next: str | None
