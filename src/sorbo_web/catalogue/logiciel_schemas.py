"""Logiciels on the wire."""

from typing import Any, Self

from msgspec import UNSET, UnsetType
from msgspec.structs import asdict

from sorbo_core.catalogue.formation import Category
from sorbo_core.catalogue.logiciel import Logiciel, LogicielDetails
from sorbo_core.catalogue.release import Release, Releases, Requirements
from sorbo_core.reviews.rating import Rating
from sorbo_core.shared.media.link import Link
from sorbo_core.shared.money import Money
from sorbo_core.shared.text import Line, Lines, Prose
from sorbo_web.api.entries.counted import CountedView
from sorbo_web.api.entries.pictures import PictureForm, PicturePatch, PictureView
from sorbo_web.api.entries.schemas import EntryDraft, EntryPage, EntryPatch, EntryView, facts_of
from sorbo_web.api.wire import MoneyPatch, Patch
from sorbo_web.catalogue.formation_schemas import CategoryView
from sorbo_web.reviews.schemas import RatingView


class LogicielDraft(EntryDraft, frozen=True, kw_only=True):
    """A new logiciel; its title is its name. `releases` are the software's own versions."""

    title: Line
    description: Prose
    category: Line
    current_version: Line | None = None
    price: Money | None = None
    features: Lines = ()
    requirements: Requirements = Requirements()
    available: bool = True
    featured: bool = False
    download: Link | None = None
    demo: Link | None = None
    image: PictureForm | None = None
    logo: PictureForm | None = None
    releases: Releases = ()
    content: Prose | None = None

    def details(self) -> LogicielDetails:
        """Return it as the catalogue holds it."""
        values = asdict(self)
        del values["slug"]
        for name in ("image", "logo"):
            values[name] = values[name].picture() if values[name] else None
        return LogicielDetails(**_as_details(values))


class RequirementsPatch(Patch, frozen=True, kw_only=True):
    """A change of what a computer needs."""

    system: Line | UnsetType | None = UNSET
    ram: Line | UnsetType | None = UNSET
    disk: Line | UnsetType | None = UNSET
    processor: Line | UnsetType | None = UNSET


class LogicielPatch(EntryPatch, frozen=True, kw_only=True):
    """A JSON Merge Patch (RFC 7396) of a logiciel: absent members stay, null clears."""

    title: Line | UnsetType | None = UNSET
    description: Prose | UnsetType | None = UNSET
    category: Line | UnsetType | None = UNSET
    current_version: Line | UnsetType | None = UNSET
    price: MoneyPatch | UnsetType | None = UNSET
    features: Lines | UnsetType | None = UNSET
    requirements: RequirementsPatch | UnsetType | None = UNSET
    available: bool | UnsetType | None = UNSET
    featured: bool | UnsetType | None = UNSET
    download: Link | UnsetType | None = UNSET
    demo: Link | UnsetType | None = UNSET
    image: PicturePatch | UnsetType | None = UNSET
    logo: PicturePatch | UnsetType | None = UNSET
    releases: Releases | UnsetType | None = UNSET
    content: Prose | UnsetType | None = UNSET

    def fields(self) -> dict[str, Any]:
        """Return the fields to change, as the catalogue holds them."""
        return _as_details(super().fields())


class LogicielView(EntryView, frozen=True, kw_only=True):
    """A logiciel as staff write it."""

    description: str
    category: CategoryView
    current_version: str | None
    price: Money | None
    features: tuple[str, ...]
    requirements: Requirements
    available: bool
    featured: bool
    download: str | None
    demo: str | None
    image: PictureView | None
    logo: PictureView | None
    releases: tuple[Release, ...]
    content: str | None

    @classmethod
    def of(cls, entry: Logiciel) -> Self:
        """Return the view of a logiciel."""
        return cls(**_shown(entry))


class LogicielSheetView(LogicielView, CountedView, frozen=True, kw_only=True):
    """A logiciel with its downloads, some seconds ago, and its rating, null while no avis is approved."""

    downloads: int
    rating: RatingView | None

    @classmethod
    def counted(cls, entry: Logiciel, count: int, rating: Rating | None = None) -> Self:
        """Return the view of a logiciel that was downloaded so often, and its rating."""
        return cls(**_shown(entry), downloads=count, rating=RatingView.of(rating))


class LogicielPage(EntryPage, frozen=True, kw_only=True):
    """One page of logiciels; `next` is the cursor of the next one, null on the last."""

    items: tuple[LogicielSheetView, ...]


def _shown(logiciel: Logiciel) -> dict[str, Any]:
    return {**facts_of(logiciel), "category": CategoryView.of(logiciel.details.category)}


def _as_details(values: dict[str, Any]) -> dict[str, Any]:
    if values.get("category") is not None:
        values["category"] = Category.named(values["category"])
    return values
