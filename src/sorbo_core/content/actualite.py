"""Actualite: a news article of the site."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta

from sorbo_core.content.errors import ActualiteNotFound
from sorbo_core.content.events.actualite import (
    ActualiteArchived,
    ActualiteChanged,
    ActualiteCreated,
    ActualiteDeleted,
    ActualitePublished,
    ActualiteScheduled,
    ActualiteUnscheduled,
)
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.media.link import Picture
from sorbo_core.shared.publication.entry import Details, Entry
from sorbo_core.shared.publication.findable import Findable
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Op, Sort, orders
from sorbo_core.shared.text import PROSE, Line, Prose

Summary = Annotated[str, Meta(min_length=1, max_length=300, pattern=PROSE)]
Tags = Annotated[tuple[Line, ...], Meta(max_length=20)]


class ActualiteCategory(StrEnum):
    """What an article is about; the wire values are those of the existing data."""

    INGENIERIE = "ingenierie"
    FORMATION = "formation"
    TECHNOLOGIE = "technologie"
    ENTREPRISE = "entreprise"
    AUTRE = "autre"


class ActualiteDetails(Details, frozen=True, kw_only=True):
    """What staff write about an actualite, and the article itself.

    Attributes:
        summary: what lists show of it.
        author: who signs it, often the company.
    """

    content: Prose
    summary: Summary
    author: Line
    category: ActualiteCategory = ActualiteCategory.AUTRE
    tags: Tags = ()
    image: Picture | None = None

    def findable(self) -> Findable:
        """Return what visitors find it by."""
        return Findable(
            title=self.title,
            keywords=(self.category, *self.tags),
            text=f"{self.summary}\n{self.content}",
        )


class Actualite(Entry, frozen=True, kw_only=True):
    """A news article of the site."""

    created_event: ClassVar = ActualiteCreated
    changed_event: ClassVar = ActualiteChanged
    scheduled_event: ClassVar = ActualiteScheduled
    unscheduled_event: ClassVar = ActualiteUnscheduled
    published_event: ClassVar = ActualitePublished
    archived_event: ClassVar = ActualiteArchived
    deleted_event: ClassVar = ActualiteDeleted

    details: ActualiteDetails


ACTUALITE = Noun(
    name="actualite", entity=Actualite, missing=ActualiteNotFound, writes=Permission.WRITE_CONTENT
)

ACTUALITES = Listing(
    fields=(
        Field(name="category", path="details.category", type=ActualiteCategory, ops=CHOICE),
        Field(name="tag", path="details.tags", type=str, ops=(Op.CONTAINS,), example="Covadis"),
        Field(name="publishedAt", path="published_at", type=datetime, ops=RANGE),
        Field(name="status", path="status", type=Status, ops=CHOICE, staff_only=True),
    ),
    sorts=orders(
        {"publishedAt": Sort("published_at", type=datetime), "title": Sort("title_key")},
        "-publishedAt",
        "title",
    ),
)
