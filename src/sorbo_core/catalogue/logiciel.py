"""Logiciel: a software product."""

from datetime import datetime
from typing import ClassVar

from sorbo_core.catalogue.errors import LogicielNotFound
from sorbo_core.catalogue.formation import Category
from sorbo_core.catalogue.release import Releases, Requirements
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.events import EventData
from sorbo_core.shared.media.link import Link, Picture
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication.entry import Details, Entry
from sorbo_core.shared.publication.events import EntryCreated, EntryScheduled
from sorbo_core.shared.publication.findable import Findable
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.query import CHOICE, Field, Listing, Op, Sort, orders
from sorbo_core.shared.text import Line, Lines, Prose, slugify


class LogicielCreated(EntryCreated, frozen=True, kw_only=True):
    """A logiciel was written down, as a brouillon."""

    type = "logiciel.created"


class LogicielChanged(EventData, frozen=True, kw_only=True):
    """What is said about a logiciel changed."""

    type = "logiciel.changed"


class LogicielScheduled(EntryScheduled, frozen=True, kw_only=True):
    """Visitors will see the logiciel from an instant on."""

    type = "logiciel.scheduled"


class LogicielUnscheduled(EventData, frozen=True, kw_only=True):
    """The plan to publish the logiciel was taken back; it is a brouillon again."""

    type = "logiciel.unscheduled"


class LogicielPublished(EventData, frozen=True, kw_only=True):
    """Visitors see the logiciel from now on."""

    type = "logiciel.published"


class LogicielArchived(EventData, frozen=True, kw_only=True):
    """Visitors no longer see the logiciel."""

    type = "logiciel.archived"


class LogicielDeleted(EventData, frozen=True, kw_only=True):
    """A logiciel that was never published was taken away. There is nothing left to read of it."""

    type = "logiciel.deleted"


class LogicielDetails(Details, frozen=True, kw_only=True):
    """What staff write about a logiciel. Its title is its name.

    Attributes:
        current_version: of the software, as visitors read it.
        price: None means on request.
        available: whether it can be had now.
        featured: whether the site puts it forward.
        download, demo: where it is downloaded, and tried out.
        releases: in the order in which they are shown.
        content: what its page says at length.
    """

    description: Prose
    category: Category
    current_version: Line | None = None
    price: Money | None = None
    features: Lines = ()
    requirements: Requirements = Requirements()
    available: bool = True
    featured: bool = False
    download: Link | None = None
    demo: Link | None = None
    image: Picture | None = None
    logo: Picture | None = None
    releases: Releases = ()
    content: Prose | None = None

    def findable(self) -> Findable:
        """Return what visitors find it by."""
        return Findable(
            title=self.title,
            keywords=(self.category.label,),
            text="\n".join((self.description, *self.features, *((self.content,) if self.content else ()))),
        )


class Logiciel(Entry, frozen=True, kw_only=True):
    """A software product on offer.

    Attributes:
        page_source: where what its page says was taken over from; None where that was written here.
    """

    masked: ClassVar = ("source", "page_source")

    created_event: ClassVar = LogicielCreated
    changed_event: ClassVar = LogicielChanged
    scheduled_event: ClassVar = LogicielScheduled
    unscheduled_event: ClassVar = LogicielUnscheduled
    published_event: ClassVar = LogicielPublished
    archived_event: ClassVar = LogicielArchived
    deleted_event: ClassVar = LogicielDeleted

    details: LogicielDetails
    page_source: Source | None = None


LOGICIEL = Noun(name="logiciel", entity=Logiciel, missing=LogicielNotFound, writes=Permission.WRITE_CATALOGUE)

LOGICIELS = Listing(
    fields=(
        Field(
            name="category",
            path="details.category.key",
            type=str,
            ops=CHOICE,
            normalise=slugify,
            example="hydrologie",
        ),
        Field(name="featured", path="details.featured", type=bool, ops=(Op.EQ,)),
        Field(name="available", path="details.available", type=bool, ops=(Op.EQ,)),
        Field(name="status", path="status", type=Status, ops=CHOICE, staff_only=True),
    ),
    sorts=orders(
        {"title": Sort("title_key"), "publishedAt": Sort("published_at", type=datetime)},
        "title",
        "-publishedAt",
    ),
)
