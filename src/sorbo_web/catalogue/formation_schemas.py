"""Formations on the wire."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec import UNSET, UnsetType
from msgspec.structs import asdict

from sorbo_core.catalogue.formation import Category, Formation, FormationDetails, Levels, Lines
from sorbo_core.catalogue.level import Level, level_range
from sorbo_core.catalogue.use_cases.session.count_seats import SeatedSession
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication import Status
from sorbo_core.shared.text import Line, Prose
from sorbo_web.api.wire import Body, View, given
from sorbo_web.catalogue.session_schemas import SessionView


class FormationDraft(Body, frozen=True, kw_only=True):
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

    def details(self) -> FormationDetails:
        """Return it as the catalogue holds it."""
        return FormationDetails(**_as_details(asdict(self)))


class FormationPatch(Body, frozen=True, kw_only=True):
    """A JSON Merge Patch (RFC 7396) of a formation: absent members stay, null clears."""

    title: Line | UnsetType = UNSET
    description: Prose | UnsetType = UNSET
    category: Line | UnsetType = UNSET
    type: Line | UnsetType | None = UNSET
    levels: Levels | UnsetType = UNSET
    price: Money | UnsetType | None = UNSET
    duration: Line | UnsetType | None = UNSET
    schedule: Line | UnsetType | None = UNSET
    dates_text: Line | UnsetType | None = UNSET
    location: Line | UnsetType | None = UNSET
    objectives: Lines | UnsetType = UNSET
    prerequisites: Lines | UnsetType = UNSET

    def fields(self) -> dict[str, Any]:
        """Return the fields to change, as the catalogue holds them."""
        return _as_details(given(self))


class CategoryView(View, frozen=True, kw_only=True):
    """A category: its name, and the key that the filter takes."""

    label: str
    key: str


class FormationView(View, frozen=True, kw_only=True):
    """A formation as it is listed."""

    id: str
    slug: str
    status: Status
    title: str
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
    published_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, formation: Formation) -> "FormationView":
        """Return the view of a formation."""
        return cls(**_shown(formation))


class FormationPage(View, frozen=True, kw_only=True):
    """One page of formations; `next` is the cursor of the next one, null on the last."""

    items: tuple[FormationView, ...]
    next: str | None


class FormationSheetView(FormationView, frozen=True, kw_only=True):
    """A formation with its upcoming sessions, soonest first."""

    sessions: tuple[SessionView, ...]

    @classmethod
    def of_sheet(cls, formation: Formation, sessions: Iterable[SeatedSession]) -> "FormationSheetView":
        """Return the view of a formation and its sessions."""
        return cls(**_shown(formation), sessions=tuple(map(SessionView.of, sessions)))


def _shown(formation: Formation) -> dict[str, Any]:
    details = asdict(formation.details)
    category: Category = details.pop("category")
    return {
        "id": formation.id,
        "slug": formation.slug,
        "status": formation.status,
        "category": CategoryView(label=category.label, key=category.key),
        "published_at": formation.published_at,
        "created_at": formation.created_at,
        "updated_at": formation.updated_at,
        "version": formation.version,
        **details,
    }


def _as_details(values: dict[str, Any]) -> dict[str, Any]:
    if "category" in values:
        values["category"] = Category.named(values["category"])
    if values.get("levels"):
        values["levels"] = level_range(*values["levels"])
    return values
