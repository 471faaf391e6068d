"""Formations on the wire."""

from collections.abc import Iterable
from typing import Any, Self

from msgspec import UNSET, UnsetType
from msgspec.structs import asdict, replace

from sorbo_core.catalogue.formation import (
    Category,
    Discount,
    Formation,
    FormationDetails,
    Levels,
    Module,
    Syllabus,
    Venue,
    Venues,
)
from sorbo_core.catalogue.level import Level, level_range
from sorbo_core.catalogue.use_cases.session.count_seats import SeatedSession
from sorbo_core.reviews.rating import Rating
from sorbo_core.shared.money import Money
from sorbo_core.shared.text import Line, Lines, Prose
from sorbo_web.api.entries.pictures import PictureForm, PicturePatch, PictureView
from sorbo_web.api.entries.schemas import EntryDraft, EntryPage, EntryPatch, EntryView, facts_of
from sorbo_web.api.wire import MoneyPatch, View
from sorbo_web.catalogue.session_schemas import SessionView
from sorbo_web.reviews.schemas import RatingView


class FormationDraft(EntryDraft, frozen=True, kw_only=True):
    """A new formation. Two levels stand for the range between them."""

    title: Line
    description: Prose
    category: Line
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
    image: PictureForm | None = None
    venues: Venues = ()
    featured: bool = False

    def details(self) -> FormationDetails:
        """Return it as the catalogue holds it."""
        values = asdict(self)
        del values["slug"]
        values["image"] = self.image.picture() if self.image else None
        return FormationDetails(**_as_details(values))


class FormationPatch(EntryPatch, frozen=True, kw_only=True):
    """A JSON Merge Patch (RFC 7396) of a formation: absent members stay, null clears."""

    title: Line | UnsetType | None = UNSET
    description: Prose | UnsetType | None = UNSET
    category: Line | UnsetType | None = UNSET
    type: Line | UnsetType | None = UNSET
    levels: Levels | UnsetType | None = UNSET
    price: MoneyPatch | UnsetType | None = UNSET
    duration: Line | UnsetType | None = UNSET
    schedule: Line | UnsetType | None = UNSET
    dates_text: Line | UnsetType | None = UNSET
    location: Line | UnsetType | None = UNSET
    objectives: Lines | UnsetType | None = UNSET
    prerequisites: Lines | UnsetType | None = UNSET
    syllabus: Syllabus | UnsetType | None = UNSET
    discount: Discount | UnsetType | None = UNSET
    image: PicturePatch | UnsetType | None = UNSET
    venues: Venues | UnsetType | None = UNSET
    featured: bool | UnsetType | None = UNSET

    def fields(self) -> dict[str, Any]:
        """Return the fields to change, as the catalogue holds them."""
        return _as_details(super().fields())


class CategoryView(View, frozen=True, kw_only=True):
    """A category: its name, and the key that the filter takes."""

    label: str
    key: str

    @classmethod
    def of(cls, category: Category) -> "CategoryView":
        """Return the view of a category."""
        return cls(label=category.label, key=category.key)


class FormationView(EntryView, frozen=True, kw_only=True):
    """A formation as staff write it; `discountedPrice` is null without a price or a discount."""

    description: str
    category: CategoryView
    type: str | None
    levels: tuple[Level, ...]
    price: Money | None
    duration: str | None
    schedule: str | None
    dates_text: str | None
    location: str | None
    objectives: tuple[str, ...]
    prerequisites: tuple[str, ...]
    syllabus: tuple[Module, ...]
    discount: int
    discounted_price: Money | None
    image: PictureView | None
    venues: tuple[Venue, ...]
    featured: bool

    @classmethod
    def of(cls, entry: Formation) -> Self:
        """Return the view of a formation."""
        return cls(**_shown(entry))


class RatedFormationView(FormationView, frozen=True, kw_only=True):
    """A formation with its rating, which is null while no avis is approved."""

    rating: RatingView | None

    @classmethod
    def of_rated(cls, formation: Formation, rating: Rating | None) -> Self:
        """Return the view of a formation and its rating."""
        return cls(**_shown(formation), rating=RatingView.of(rating))


class FormationItemView(RatedFormationView, frozen=True, kw_only=True):
    """A formation in a list; with its upcoming sessions, soonest first, where `include` asks for them."""

    sessions: tuple[SessionView, ...] | UnsetType = UNSET

    def with_sessions(self, sessions: Iterable[SeatedSession]) -> Self:
        """Return it with its sessions."""
        return replace(self, sessions=tuple(map(SessionView.of, sessions)))


class FormationPage(EntryPage, frozen=True, kw_only=True):
    """One page of formations; `next` is the cursor of the next one, null on the last."""

    items: tuple[FormationItemView, ...]


class FormationSheetView(RatedFormationView, frozen=True, kw_only=True):
    """A formation with its rating and its upcoming sessions, soonest first."""

    sessions: tuple[SessionView, ...]

    @classmethod
    def of_sheet(
        cls, formation: Formation, sessions: Iterable[SeatedSession], rating: Rating | None
    ) -> "FormationSheetView":
        """Return the view of a formation, its sessions and its rating."""
        shown = tuple(map(SessionView.of, sessions))
        return cls(**_shown(formation), rating=RatingView.of(rating), sessions=shown)


def _shown(formation: Formation) -> dict[str, Any]:
    details = formation.details
    return {
        **facts_of(formation),
        "category": CategoryView.of(details.category),
        "discounted_price": details.discounted_price,
    }


def _as_details(values: dict[str, Any]) -> dict[str, Any]:
    if values.get("category") is not None:
        values["category"] = Category.named(values["category"])
    if values.get("levels"):
        values["levels"] = level_range(*values["levels"])
    return values
