"""Inscription: a person's or a company's enrolment in a session."""

from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.catalogue.enrolment.errors import ParticipantRepeated
from sorbo_core.catalogue.enrolment.events import (
    InscriptionAttended,
    InscriptionCancelled,
    InscriptionConfirmed,
    InscriptionLapsed,
    InscriptionPromoted,
    InscriptionRepeated,
    InscriptionRequested,
)
from sorbo_core.catalogue.enrolment.place import CERTAIN, MOST_PEOPLE, Ending, InscriptionState, Place
from sorbo_core.shared.email_address import EmailAddress, parse_email
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.errors import Violation
from sorbo_core.shared.events import EventData
from sorbo_core.shared.money import Money
from sorbo_core.shared.personal.blank import ERASED, no_address
from sorbo_core.shared.phone import Phone
from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Op, Sort, orders
from sorbo_core.shared.text import Line
from sorbo_core.shared.validation import check

TOLD_AGAIN_AFTER = timedelta(hours=1)


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who will take part."""

    name: Line
    email: EmailAddress | None = None


Participants = Annotated[tuple[Participant, ...], Meta(min_length=1, max_length=MOST_PEOPLE)]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A company's group: it gets all of its seats or none."""

    company: Line
    participants: Participants


class Applicant(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks for seats, and for whom.

    Attributes:
        name, email, phone: of the person whom mails and staff address.
        company: for a group, None for a person.
        participants: one seat each; a person's own name alone where there is no group.
    """

    name: Line
    email: EmailAddress
    phone: Phone | None = None
    company: Line | None = None
    participants: Participants

    @classmethod
    def of(cls, *, name: str, email: str, phone: str | None, group: Group | None) -> Self:
        """Return who asks: a person for themselves, or for a group.

        Raises:
            Invalid: an address is none, or a field breaks its rule.
            ParticipantRepeated: the violation names the second participant with the same address.
        """
        name, email = name.strip(), parse_email(email)
        alone = Participant(name=name, email=email)
        return check(
            cls(
                name=name,
                email=email,
                phone=phone,
                company=group.company.strip() if group else None,
                participants=_distinct(group.participants) if group else (alone,),
            )
        )


def _distinct(participants: Participants) -> Participants:
    cleaned: dict[str, Participant] = {}
    for number, each in enumerate(participants):
        pointer = f"/group/participants/{number}/email"
        email = parse_email(each.email, pointer=pointer) if each.email is not None else None
        if email in cleaned:
            raise ParticipantRepeated(Violation(pointer, "participant_repeated"))
        cleaned[email or pointer] = Participant(name=each.name.strip(), email=email)
    return tuple(cleaned.values())


class Inscription(Entity, frozen=True, kw_only=True):
    """An enrolment: who, and where it stands as its session's register tells.

    Attributes:
        state, ending, number, expires_at, moves: of its `Place`; the register decides, this follows.
        price: what each participant pays, as it was when they asked, whatever the formation costs
            later; None means on request.
        confirmed_at: when its seats became certain; it stays when they are given up later.
        token: what the person proves to be the one with; in no event and no answer.
        repeated_at: when the same address last asked again.
        erased_at: since when nothing is known of who asked.
    """

    masked: ClassVar = ("applicant", "token")

    session_id: str
    applicant: Applicant
    token: str
    state: InscriptionState
    number: int
    moves: int
    expires_at: datetime | None = None
    ending: Ending | None = None
    price: Money | None = None
    confirmed_at: datetime | None = None
    repeated_at: datetime | None = None
    erased_at: datetime | None = None

    @classmethod
    def requested(
        cls,
        place: Place,
        *,
        session_id: str,
        applicant: Applicant,
        token: str,
        at: datetime,
        price: Money | None = None,
    ) -> Self:
        """Write down who has this place.

        Raises:
            Invalid: a field breaks its rule.
        """
        blank = cls(
            id=place.id,
            created_at=at,
            updated_at=at,
            session_id=session_id,
            applicant=applicant,
            token=token,
            state=place.state,
            number=place.number,
            moves=place.moves,
            expires_at=place.expires_at,
            ending=place.ending,
            price=price,
        )
        data = InscriptionRequested(session_id=session_id, people=place.people, state=place.state)
        return blank.changed(data, at=at)

    @property
    def people(self) -> int:
        """For how many it is."""
        return len(self.applicant.participants)

    def follow(self, place: Place, *, at: datetime) -> Self:
        """Take over where it stands; what it knows already changes nothing.

        Of several moves since it last looked, the one event tells where they ended.
        """
        if place.moves <= self.moves:
            return self
        certain = at if place.state in CERTAIN else None
        return self.changed(
            self._event_of(place),
            at=at,
            confirmed_at=self.confirmed_at or certain,
            state=place.state,
            ending=place.ending,
            expires_at=place.expires_at,
            moves=place.moves,
        )

    def repeat(self, *, at: datetime) -> Self:
        """Note that the same address asked again; at most once an hour, since a mail follows."""
        if at - (self.repeated_at or self.created_at) < TOLD_AGAIN_AFTER:
            return self
        return self.changed(InscriptionRepeated(session_id=self.session_id), at=at, repeated_at=at)

    def forget(self, *, at: datetime) -> Self:
        """Return the inscription without any person; its seats still count."""
        nobody = Applicant(
            name=ERASED,
            email=no_address(self.id),
            company=ERASED if self.applicant.company is not None else None,
            participants=(Participant(name=ERASED),) * self.people,
        )
        return msgspec.structs.replace(self, applicant=nobody, token="", erased_at=self.erased_at or at)

    def forget_participant(self, email: str) -> Self:
        """Return a group's inscription without the participant who has this address; the seat stays."""
        participants = tuple(
            Participant(name=ERASED) if each.email == email else each for each in self.applicant.participants
        )
        applicant = msgspec.structs.replace(self.applicant, participants=participants)
        return msgspec.structs.replace(self, applicant=applicant)

    def shown_to(self, email: str) -> Self:
        """Return it as the holder of an address may see it: of somebody else's group, themselves alone."""
        if email == self.applicant.email:
            return self
        own = tuple(each for each in self.applicant.participants if each.email == email)
        applicant = Applicant(
            name=ERASED,
            email=no_address(self.id),
            company=self.applicant.company,
            participants=own,
        )
        return msgspec.structs.replace(self, applicant=applicant)

    def _event_of(self, place: Place) -> EventData:
        if place.ending is not None and place.ending is not Ending.LAPSED:
            return InscriptionCancelled(session_id=self.session_id, people=place.people, ending=place.ending)
        kind = _EVENTS[place.state]
        return kind(session_id=self.session_id, people=place.people)


_Counted = (
    type[InscriptionPromoted]
    | type[InscriptionConfirmed]
    | type[InscriptionAttended]
    | type[InscriptionLapsed]
)
_EVENTS: dict[InscriptionState, _Counted] = {
    InscriptionState.DEMANDEE: InscriptionPromoted,
    InscriptionState.CONFIRMEE: InscriptionConfirmed,
    InscriptionState.PRESENTE: InscriptionAttended,
    InscriptionState.ANNULEE: InscriptionLapsed,
}

INSCRIPTIONS = Listing(
    fields=(
        Field(name="sessionId", path="session_id", type=str, ops=(Op.EQ,)),
        Field(name="state", path="state", type=InscriptionState, ops=CHOICE),
        Field(name="createdAt", path="created_at", type=datetime, ops=RANGE),
    ),
    sorts=orders(
        {"createdAt": Sort("created_at", type=datetime), "number": Sort("number", type=int)},
        "-createdAt",
        "number",
    ),
)
