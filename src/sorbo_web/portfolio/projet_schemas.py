"""Projets on the wire."""

from datetime import date
from typing import Annotated, Any, Self

from msgspec import UNSET, Meta, UnsetType

from sorbo_core.portfolio.choices import Budget, Progress, ProjetCategory, Service
from sorbo_core.portfolio.facts import Client, TeamMember
from sorbo_core.portfolio.projet import MOST_PICTURES, Projet, ProjetDetails, Services
from sorbo_core.shared.text import Line, Lines, Prose, slugify
from sorbo_core.shared.validation import convert
from sorbo_web.api.entries.pictures import PictureForm, PictureView
from sorbo_web.api.entries.schemas import EntryDraft, EntryPage, EntryPatch, EntryView, facts_of
from sorbo_web.portfolio.fact_schemas import (
    ClientForm,
    ClientPatch,
    PlaceForm,
    PlacePatch,
    PlaceView,
    TeamForm,
)

PictureForms = Annotated[tuple[PictureForm, ...], Meta(max_length=MOST_PICTURES)]


class ProjetDraft(EntryDraft, frozen=True, kw_only=True):
    """A new projet."""

    title: Line
    description: Prose
    category: ProjetCategory
    client: ClientForm | None = None
    services: Services = ()
    place: PlaceForm | None = None
    start: date | None = None
    end: date | None = None
    progress: Progress = Progress.EN_COURS
    budget: Budget | None = None
    challenges: Prose | None = None
    solutions: Prose | None = None
    results: Prose | None = None
    technologies: Lines = ()
    team: TeamForm = ()
    images: PictureForms = ()
    featured: bool = False

    def details(self) -> ProjetDetails:
        """Return it as the portfolio holds it."""
        return convert(_as_details(self.said()), ProjetDetails)


class ProjetPatch(EntryPatch, frozen=True, kw_only=True):
    """A JSON Merge Patch (RFC 7396) of a projet: absent members stay, null clears."""

    title: Line | UnsetType | None = UNSET
    description: Prose | UnsetType | None = UNSET
    category: ProjetCategory | UnsetType | None = UNSET
    client: ClientPatch | UnsetType | None = UNSET
    services: Services | UnsetType | None = UNSET
    place: PlacePatch | UnsetType | None = UNSET
    start: date | UnsetType | None = UNSET
    end: date | UnsetType | None = UNSET
    progress: Progress | UnsetType | None = UNSET
    budget: Budget | UnsetType | None = UNSET
    challenges: Prose | UnsetType | None = UNSET
    solutions: Prose | UnsetType | None = UNSET
    results: Prose | UnsetType | None = UNSET
    technologies: Lines | UnsetType | None = UNSET
    team: TeamForm | UnsetType | None = UNSET
    images: PictureForms | UnsetType | None = UNSET
    featured: bool | UnsetType | None = UNSET

    def fields(self) -> dict[str, Any]:
        """Return the fields to change, as the portfolio holds them."""
        return _as_details(super().fields())


class ProjetView(EntryView, frozen=True, kw_only=True):
    """A projet. A confidential `budget` has no band."""

    description: str
    category: ProjetCategory
    client: Client | None
    services: tuple[Service, ...]
    place: PlaceView | None
    start: date | None
    end: date | None
    progress: Progress
    budget: Budget | None
    challenges: str | None
    solutions: str | None
    results: str | None
    technologies: tuple[str, ...]
    team: tuple[TeamMember, ...]
    images: tuple[PictureView, ...]
    featured: bool

    @classmethod
    def of(cls, entry: Projet) -> Self:
        """Return the view of a projet."""
        place = entry.details.place
        return cls(**{**facts_of(entry), "place": PlaceView.of(place) if place else None})


class ProjetPage(EntryPage, frozen=True, kw_only=True):
    """One page of projets; `next` is the cursor of the next one, null on the last."""

    items: tuple[ProjetView, ...]


def _as_details(values: dict[str, Any]) -> dict[str, Any]:
    place = values.get("place")
    if place and "country" in place:
        key = slugify(place["country"]) if place["country"] else None
        values["place"] = {**place, "country_key": key}
    return values
