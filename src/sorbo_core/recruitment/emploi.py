"""Emploi: a job offer."""

from datetime import date, datetime
from typing import ClassVar, Self

import msgspec

from sorbo_core.recruitment.errors import EmploiNotFound, SalaryReversed
from sorbo_core.recruitment.terms import Contact, Contract, EmploiState, Lines, Place, Posts, Salary
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import Violation
from sorbo_core.shared.events import EventData
from sorbo_core.shared.publication.entry import Details, Entry
from sorbo_core.shared.publication.events import EntryCreated, EntryScheduled
from sorbo_core.shared.publication.findable import Findable
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Op, Sort, orders
from sorbo_core.shared.text import Line, Prose, slugify


class EmploiCreated(EntryCreated, frozen=True, kw_only=True):
    """A job offer was written down, as a brouillon."""

    type = "emploi.created"


class EmploiChanged(EventData, frozen=True, kw_only=True):
    """What is said about a job offer changed."""

    type = "emploi.changed"


class EmploiScheduled(EntryScheduled, frozen=True, kw_only=True):
    """Visitors will see the job offer from an instant on."""

    type = "emploi.scheduled"


class EmploiUnscheduled(EventData, frozen=True, kw_only=True):
    """The plan to publish the job offer was taken back; it is a brouillon again."""

    type = "emploi.unscheduled"


class EmploiPublished(EventData, frozen=True, kw_only=True):
    """Visitors see the job offer from now on."""

    type = "emploi.published"


class EmploiArchived(EventData, frozen=True, kw_only=True):
    """Visitors no longer see the job offer."""

    type = "emploi.archived"


class EmploiDeleted(EventData, frozen=True, kw_only=True):
    """A job offer that was never published was taken away. There is nothing left to read of it."""

    type = "emploi.deleted"


class EmploiDetails(Details, frozen=True, kw_only=True):
    """What staff write about an emploi.

    Attributes:
        company: who hires.
        profile: whom they look for.
        education, experience: what is required, in words.
        deadline: the last day on which one can apply, in UTC, which is the time of Ouagadougou and Abidjan.
        posts: how many people are hired.
    """

    company: Line
    description: Prose
    profile: Prose
    missions: Lines = ()
    skills: Lines = ()
    education: Line
    experience: Line
    place: Place
    contract: Contract
    salary: Salary | None = None
    benefits: Lines = ()
    deadline: date
    urgent: bool = False
    posts: Posts = 1
    contact: Contact

    def findable(self) -> Findable:
        """Return what visitors find it by."""
        return Findable(
            title=self.title,
            keywords=(self.contract, self.company, self.place.city, *self.skills),
            text="\n".join((self.description, self.profile, *self.missions)),
        )

    def checked(self) -> Self:
        """Return it if it keeps its rules, the address in the form in which addresses are kept.

        Raises:
            Invalid: a field breaks its rule.
            SalaryReversed: the lowest salary is higher than the highest.
        """
        kept = super().checked()
        if kept.salary is not None and kept.salary.reversed:
            raise SalaryReversed(Violation("/salary/max", "salary_reversed"))
        email = parse_email(kept.contact.email, pointer="/contact/email")
        return msgspec.structs.replace(kept, contact=msgspec.structs.replace(kept.contact, email=email))


class Emploi(Entry, frozen=True, kw_only=True):
    """A job offer. It closes by itself: after its last day it is shown as `expire`, whatever runs or not."""

    created_event: ClassVar = EmploiCreated
    changed_event: ClassVar = EmploiChanged
    scheduled_event: ClassVar = EmploiScheduled
    unscheduled_event: ClassVar = EmploiUnscheduled
    published_event: ClassVar = EmploiPublished
    archived_event: ClassVar = EmploiArchived
    deleted_event: ClassVar = EmploiDeleted

    details: EmploiDetails

    def state_at(self, now: datetime) -> EmploiState | None:
        """Return what it is at an instant, None for one that visitors have not seen yet."""
        if self.status is Status.ARCHIVE:
            return EmploiState.ARCHIVE
        if self.status is not Status.PUBLIE:
            return None
        return EmploiState.EXPIRE if now.date() > self.details.deadline else EmploiState.ACTIF

    def for_visitors(self) -> Self:
        """Return it without the salary, unless that is shown."""
        salary = self.details.salary
        if salary is None or salary.shown:
            return self
        return msgspec.structs.replace(self, details=msgspec.structs.replace(self.details, salary=None))


EMPLOI = Noun(name="emploi", entity=Emploi, missing=EmploiNotFound, writes=Permission.WRITE_RECRUITMENT)

# Nothing about the salary: where it is hidden, a filter or a sort would give it away.
EMPLOIS = Listing(
    fields=(
        Field(name="contract", path="details.contract", type=Contract, ops=CHOICE),
        Field(
            name="city",
            path="details.place.key",
            type=str,
            ops=CHOICE,
            normalise=slugify,
            example="ouagadougou",
        ),
        Field(name="deadline", path="details.deadline", type=date, ops=RANGE),
        Field(name="state", path="state", type=EmploiState, ops=(Op.EQ,)),
        Field(name="status", path="status", type=Status, ops=CHOICE, staff_only=True),
    ),
    sorts=orders(
        {
            "publishedAt": Sort("published_at", type=datetime),
            "deadline": Sort("details.deadline"),
            "title": Sort("title_key"),
        },
        "-publishedAt",
        "deadline",
        "title",
    ),
)
