"""Publication: a document to download. What gets published, and how, is `shared.publication`."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sorbo_core.content.errors import PublicationNotFound
from sorbo_core.content.events.publication import (
    PublicationArchived,
    PublicationChanged,
    PublicationCreated,
    PublicationDeleted,
    PublicationPublished,
    PublicationScheduled,
    PublicationUnscheduled,
)
from sorbo_core.content.file import File, FileType
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.publication.entry import Details, Entry
from sorbo_core.shared.publication.findable import Findable
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.query import CHOICE, Field, Listing, Sort, orders
from sorbo_core.shared.text import Prose


class PublicationCategory(StrEnum):
    """What kind of document it is; the wire values are those of the existing data."""

    RAPPORT = "rapport"
    BROCHURE = "brochure"
    FORMATION = "formation"
    LOGICIEL = "logiciel"
    AUTRE = "autre"


class PublicationDetails(Details, frozen=True, kw_only=True):
    """What staff write about a publication.

    Attributes:
        issued: the day that the document itself bears; None means none.
    """

    description: Prose
    file: File
    category: PublicationCategory = PublicationCategory.AUTRE
    issued: date | None = None

    def findable(self) -> Findable:
        """Return what visitors find it by."""
        return Findable(title=self.title, keywords=(self.category,), text=self.description)


class Publication(Entry, frozen=True, kw_only=True):
    """A document to download."""

    created_event: ClassVar = PublicationCreated
    changed_event: ClassVar = PublicationChanged
    scheduled_event: ClassVar = PublicationScheduled
    unscheduled_event: ClassVar = PublicationUnscheduled
    published_event: ClassVar = PublicationPublished
    archived_event: ClassVar = PublicationArchived
    deleted_event: ClassVar = PublicationDeleted

    details: PublicationDetails


PUBLICATION = Noun(
    name="publication", entity=Publication, missing=PublicationNotFound, writes=Permission.WRITE_CONTENT
)

PUBLICATIONS = Listing(
    fields=(
        Field(name="category", path="details.category", type=PublicationCategory, ops=CHOICE),
        Field(name="type", path="details.file.type", type=FileType, ops=CHOICE),
        Field(name="status", path="status", type=Status, ops=CHOICE, staff_only=True),
    ),
    sorts=orders(
        {
            "issued": Sort("details.issued"),
            "publishedAt": Sort("published_at", type=datetime),
            "title": Sort("title_key"),
        },
        "-issued",
        "-publishedAt",
        "title",
    ),
)
