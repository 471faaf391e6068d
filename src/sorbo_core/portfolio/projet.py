"""Projet: a reference project of the company."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from msgspec import Meta

from sorbo_core.portfolio.choices import Budget, Progress, ProjetCategory, Service
from sorbo_core.portfolio.errors import ProjetNotFound
from sorbo_core.portfolio.events import (
    ProjetArchived,
    ProjetChanged,
    ProjetCreated,
    ProjetDeleted,
    ProjetPublished,
    ProjetScheduled,
    ProjetUnscheduled,
)
from sorbo_core.portfolio.facts import Client, Place, TeamMember
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.media.link import Picture
from sorbo_core.shared.publication.entry import Details, Entry
from sorbo_core.shared.publication.findable import Findable
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.query import CHOICE, Field, Listing, Op, Sort, orders
from sorbo_core.shared.text import Lines, Prose, slugify

Services = Annotated[tuple[Service, ...], Meta(max_length=len(Service))]
MOST_PICTURES = MOST_MEMBERS = 50
Pictures = Annotated[tuple[Picture, ...], Meta(max_length=MOST_PICTURES)]
Team = Annotated[tuple[TeamMember, ...], Meta(max_length=MOST_MEMBERS)]


class ProjetDetails(Details, frozen=True, kw_only=True):
    """What staff write about a projet.

    Attributes:
        start, end: first and last day; None means not said, or not yet.
        budget: None means not said; a confidential one has no band.
        featured: whether the site shows it first.

    Raises:
        Invalid: it ends before it starts.
    """

    description: Prose
    category: ProjetCategory
    client: Client | None = None
    services: Services = ()
    place: Place | None = None
    start: date | None = None
    end: date | None = None
    progress: Progress = Progress.EN_COURS
    budget: Budget | None = None
    challenges: Prose | None = None
    solutions: Prose | None = None
    results: Prose | None = None
    technologies: Lines = ()
    team: Team = ()
    images: Pictures = ()
    featured: bool = False

    def findable(self) -> Findable:
        """Return what visitors find it by."""
        told = (self.description, self.challenges, self.solutions, self.results)
        where = (self.place.city, self.place.country) if self.place else ()
        filed = (self.category, *self.services, *self.technologies, *where)
        return Findable(
            title=self.title,
            keywords=tuple(each for each in filed if each),
            text="\n".join(each for each in told if each),
        )

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise Invalid(Violation("/end", "period_reversed", {"start": self.start.isoformat()}))


class Projet(Entry, frozen=True, kw_only=True):
    """A reference project of the company."""

    created_event: ClassVar = ProjetCreated
    changed_event: ClassVar = ProjetChanged
    scheduled_event: ClassVar = ProjetScheduled
    unscheduled_event: ClassVar = ProjetUnscheduled
    published_event: ClassVar = ProjetPublished
    archived_event: ClassVar = ProjetArchived
    deleted_event: ClassVar = ProjetDeleted

    details: ProjetDetails


PROJET = Noun(name="projet", entity=Projet, missing=ProjetNotFound, writes=Permission.WRITE_PORTFOLIO)

PROJETS = Listing(
    fields=(
        Field(name="category", path="details.category", type=ProjetCategory, ops=CHOICE),
        Field(
            name="country",
            path="details.place.country_key",
            type=str,
            ops=CHOICE,
            normalise=slugify,
            example="cote-d-ivoire",
        ),
        Field(name="featured", path="details.featured", type=bool, ops=(Op.EQ,)),
        Field(name="status", path="status", type=Status, ops=CHOICE, staff_only=True),
    ),
    sorts=orders(
        {
            "start": Sort("details.start"),
            "end": Sort("details.end"),
            "publishedAt": Sort("published_at", type=datetime),
            "title": Sort("title_key"),
        },
        "-start",
        "-end",
        "-publishedAt",
        "title",
    ),
)
