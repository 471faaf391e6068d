"""Formations on the wire."""

from collections.abc import Iterable
from typing import Any, Self

from msgspec import UNSET, UnsetType
from msgspec.structs import asdict, replace

from sorbo_core.catalogue.formation import Category, Formation, FormationDetails, Levels
from sorbo_core.catalogue.level import Level, level_range
from sorbo_core.catalogue.use_cases.session.count_seats import SeatedSession
from sorbo_core.shared.money import Money
from sorbo_core.shared.text import Line, Lines, Prose
from sorbo_web.api.entries.schemas import EntryDraft, EntryPage, EntryPatch, EntryView, facts_of
from sorbo_web.api.wire import MoneyPatch, View
from sorbo_web.catalogue.session_schemas import SessionView


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

    def details(self) -> FormationDetails:
        """Return it as the catalogue holds it."""
        values = asdict(self)
        del values["slug"]
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

    def fields(self) -> dict[str, Any]:
        """Return the fields to change, as the catalogue holds them."""
        return _as_details(super().fields())


class CategoryView(View, frozen=True, kw_only=True):
    """A category: its name, and the key that the filter takes."""

    label: str
    key: str


class FormationView(EntryView, frozen=True, kw_only=True):
    """A formation as it is listed."""

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

    @classmethod
    def of(cls, entry: Formation) -> Self:
        """Return the view of a formation."""
        return cls(**_shown(entry))


class FormationItemView(FormationView, frozen=True, kw_only=True):
    """A formation in a list; with its upcoming sessions, soonest first, where `include` asks for them."""

    sessions: tuple[SessionView, ...] | UnsetType = UNSET

    def with_sessions(self, sessions: Iterable[SeatedSession]) -> Self:
        """Return it with its sessions."""
        return replace(self, sessions=tuple(map(SessionView.of, sessions)))


class FormationPage(EntryPage, frozen=True, kw_only=True):
    """One page of formations; `next` is the cursor of the next one, null on the last."""

    items: tuple[FormationItemView, ...]


class FormationSheetView(FormationView, frozen=True, kw_only=True):
    """A formation with its upcoming sessions, soonest first."""

    sessions: tuple[SessionView, ...]

    @classmethod
    def of_sheet(cls, formation: Formation, sessions: Iterable[SeatedSession]) -> "FormationSheetView":
        """Return the view of a formation and its sessions."""
        return cls(**_shown(formation), sessions=tuple(map(SessionView.of, sessions)))


def _shown(formation: Formation) -> dict[str, Any]:
    category = formation.details.category
    return {**facts_of(formation), "category": CategoryView(label=category.label, key=category.key)}


def _as_details(values: dict[str, Any]) -> dict[str, Any]:
    if values.get("category") is not None:
        values["category"] = Category.named(values["category"])
    if values.get("levels"):
        values["levels"] = level_range(*values["levels"])
    return values
