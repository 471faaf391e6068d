"""Inscriptions on the wire."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from sorbo_core.catalogue.enrolment.inscription import Group, Inscription, Participant
from sorbo_core.catalogue.enrolment.place import MOST_PEOPLE, Ending, InscriptionState
from sorbo_core.catalogue.use_cases.inscription.request import Receipt
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.money import Money
from sorbo_core.shared.phone import Phone
from sorbo_core.shared.text import Line
from sorbo_web.api.forms.body import VisitorForm
from sorbo_web.api.wire import Body, View


class ParticipantForm(Body, frozen=True, kw_only=True):
    """Somebody of a group."""

    name: Line
    email: EmailAddress | None = None


class GroupForm(Body, frozen=True, kw_only=True):
    """A company's group, which gets a seat for each participant or none at all."""

    company: Line
    participants: Annotated[tuple[ParticipantForm, ...], Meta(min_length=1, max_length=MOST_PEOPLE)]

    def group(self) -> Group:
        """Return it as the catalogue holds it."""
        people = (Participant(name=each.name, email=each.email) for each in self.participants)
        return Group(company=self.company, participants=tuple(people))


class InscriptionForm(VisitorForm, frozen=True, kw_only=True):
    """Who asks for a seat; with a group, who answers for it, and seats are for its participants."""

    name: Line
    email: EmailAddress
    phone: Phone | None = None
    group: GroupForm | None = None


class Withdrawal(Body, frozen=True, kw_only=True):
    """What proves that it is one's own inscription: the token from the mail."""

    token: Line


class InscriptionReceipt(View, frozen=True, kw_only=True):
    """What a visitor gets back: the reference, and whether there were seats."""

    id: str
    state: InscriptionState

    @classmethod
    def of(cls, receipt: Receipt) -> "InscriptionReceipt":
        """Return the view of a receipt."""
        return cls(id=receipt.id, state=receipt.state)


class ParticipantView(View, frozen=True, kw_only=True):
    """Somebody who will take part."""

    name: str
    email: str | None


class InscriptionView(View, frozen=True, kw_only=True):
    """An inscription as staff read it. `number` is the order of arrival in the session."""

    id: str
    session_id: str
    state: InscriptionState
    ending: Ending | None
    number: int
    expires_at: datetime | None
    price: Annotated[Money | None, Meta(description="What each participant pays; null is on request.")]
    confirmed_at: datetime | None
    name: str
    email: str
    phone: str | None
    company: str | None
    participants: tuple[ParticipantView, ...]
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, inscription: Inscription) -> "InscriptionView":
        """Return the view of an inscription."""
        applicant = inscription.applicant
        people = (ParticipantView(name=each.name, email=each.email) for each in applicant.participants)
        return cls(
            id=inscription.id,
            session_id=inscription.session_id,
            state=inscription.state,
            ending=inscription.ending,
            number=inscription.number,
            expires_at=inscription.expires_at,
            price=inscription.price,
            confirmed_at=inscription.confirmed_at,
            name=applicant.name,
            email=applicant.email,
            phone=applicant.phone,
            company=applicant.company,
            participants=tuple(people),
            created_at=inscription.created_at,
            updated_at=inscription.updated_at,
            version=inscription.version,
        )


class InscriptionPage(View, frozen=True, kw_only=True):
    """One page of inscriptions; `next` is the cursor of the next one, null on the last."""

    items: tuple[InscriptionView, ...]
    next: str | None
