"""Formation: a training course on offer."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.catalogue.errors import FormationNotFound
from sorbo_core.catalogue.level import Level
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.events import EventData
from sorbo_core.shared.media.link import Picture
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication.entry import Details, Entry
from sorbo_core.shared.publication.events import EntryCreated, EntryScheduled
from sorbo_core.shared.publication.findable import Findable
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Op, Sort, orders
from sorbo_core.shared.text import Line, Lines, Prose, Slug, slugify

Levels = Annotated[tuple[Level, ...], Meta(max_length=len(Level))]
Discount = Annotated[int, Meta(ge=0, le=100)]
"""Per cent off a price."""


class Venue(StrEnum):
    """The kinds of places where a formation can be held; the wire values are those of the existing data."""

    OURS = "nos-locaux"
    CLIENT = "client"
    REMOTE = "distance"


Venues = Annotated[tuple[Venue, ...], Meta(max_length=len(Venue))]


class Module(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One part of a syllabus."""

    title: Line
    content: Lines = ()


Syllabus = Annotated[tuple[Module, ...], Meta(max_length=50)]


class FormationCreated(EntryCreated, frozen=True, kw_only=True):
    """A formation was written down, as a brouillon."""

    type = "formation.created"


class FormationChanged(EventData, frozen=True, kw_only=True):
    """What is said about a formation changed."""

    type = "formation.changed"


class FormationScheduled(EntryScheduled, frozen=True, kw_only=True):
    """Visitors will see the formation from an instant on."""

    type = "formation.scheduled"


class FormationUnscheduled(EventData, frozen=True, kw_only=True):
    """The plan to publish the formation was taken back; it is a brouillon again."""

    type = "formation.unscheduled"


class FormationPublished(EventData, frozen=True, kw_only=True):
    """Visitors see the formation from now on."""

    type = "formation.published"


class FormationArchived(EventData, frozen=True, kw_only=True):
    """Visitors no longer see the formation."""

    type = "formation.archived"


class FormationDeleted(EventData, frozen=True, kw_only=True):
    """A formation that was never published was taken away. There is nothing left to read of it."""

    type = "formation.deleted"


class Category(msgspec.Struct, frozen=True):
    """A category is free text; the key is what filters compare ("Gestion de projet": `gestion-de-projet`)."""

    label: Line
    key: Slug

    @classmethod
    def named(cls, label: str) -> Self:
        """Return the category with this label."""
        return cls(label, slugify(label))


class FormationDetails(Details, frozen=True, kw_only=True):
    """What staff write about a formation.

    Attributes:
        type: what it teaches, as the existing site names it (`autocad`, `revit`, …).
        levels: the range it is for, in rising order; empty means not said.
        price: None means on request.
        duration, schedule, dates_text: free text, such as "40 heures"; dated runs are sessions.
        venues: the kinds of places it can be held at; empty means not said.
        featured: whether the site puts it forward.
    """

    description: Prose
    category: Category
    type: Line | None = None
    levels: Levels = ()
    price: Money | None = None
    duration: Line | None = None
    schedule: Line | None = None
    dates_text: Line | None = None
    location: Line | None = None
    objectives: Lines = ()
    prerequisites: Lines = ()
    syllabus: Syllabus = ()
    discount: Discount = 0
    image: Picture | None = None
    venues: Venues = ()
    featured: bool = False

    @property
    def discounted_price(self) -> Money | None:
        """What is left of the price, in whole minor units rounded down; None without price or discount."""
        if self.price is None or not self.discount:
            return None
        return Money(self.price.amount * (100 - self.discount) // 100, self.price.currency)

    @property
    def due(self) -> Money | None:
        """What somebody who takes part pays; None means on request."""
        return self.discounted_price or self.price

    def findable(self) -> Findable:
        """Return what visitors find it by."""
        filed = (self.category.label, self.type, self.location)
        return Findable(
            title=self.title,
            keywords=tuple(each for each in filed if each),
            text="\n".join((self.description, *self.objectives, *self.prerequisites)),
        )


class Formation(Entry, frozen=True, kw_only=True):
    """A training course on offer."""

    created_event: ClassVar = FormationCreated
    changed_event: ClassVar = FormationChanged
    scheduled_event: ClassVar = FormationScheduled
    unscheduled_event: ClassVar = FormationUnscheduled
    published_event: ClassVar = FormationPublished
    archived_event: ClassVar = FormationArchived
    deleted_event: ClassVar = FormationDeleted

    details: FormationDetails


FORMATION = Noun(
    name="formation", entity=Formation, missing=FormationNotFound, writes=Permission.WRITE_CATALOGUE
)

FORMATIONS = Listing(
    fields=(
        Field(
            name="category",
            path="details.category.key",
            type=str,
            ops=CHOICE,
            normalise=slugify,
            example="genie-civil",
        ),
        Field(name="level", path="details.levels", type=Level, ops=(Op.CONTAINS,)),
        Field(name="price", path="details.price.amount", type=int, ops=(*RANGE, Op.EXISTS)),
        Field(name="featured", path="details.featured", type=bool, ops=(Op.EQ,)),
        Field(name="status", path="status", type=Status, ops=CHOICE, staff_only=True),
    ),
    sorts=orders(
        {
            "title": Sort("title_key"),
            "price": Sort("details.price.amount", type=int),
            "publishedAt": Sort("published_at", type=datetime),
        },
        "title",
        "price",
        "-publishedAt",
        "-publishedAt,title",
    ),
    relations={"sessions": "the upcoming sessions of each formation, soonest first"},
)
