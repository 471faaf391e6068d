"""Formation: a training course on offer."""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.catalogue.level import Level
from sorbo_core.shared.events import EventData
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication import Publishable, Status
from sorbo_core.shared.query import Field, Listing, Op, Sort
from sorbo_core.shared.text import Line, Prose, Slug, fold, slugify
from sorbo_core.shared.validation import check

Lines = Annotated[tuple[Line, ...], Meta(max_length=50)]
Levels = Annotated[tuple[Level, ...], Meta(max_length=len(Level))]


class FormationCreated(EventData, frozen=True, kw_only=True):
    """A formation was written down, as a brouillon."""

    type = "formation.created"
    slug: Annotated[str, Meta(description="Its name in URLs, which stays.")]


class FormationChanged(EventData, frozen=True, kw_only=True):
    """What is said about a formation changed."""

    type = "formation.changed"


class FormationPublished(EventData, frozen=True, kw_only=True):
    """Visitors see the formation from now on."""

    type = "formation.published"


class FormationArchived(EventData, frozen=True, kw_only=True):
    """Visitors no longer see the formation."""

    type = "formation.archived"


class Category(msgspec.Struct, frozen=True):
    """A category is free text; the key is what filters compare ("Gestion de projet": `gestion-de-projet`)."""

    label: Line
    key: Slug

    @classmethod
    def named(cls, label: str) -> Self:
        """Return the category with this label."""
        return cls(label, slugify(label))


class FormationDetails(msgspec.Struct, frozen=True, kw_only=True):
    """What staff write about a formation.

    Attributes:
        type: what it teaches, as the existing site names it (`autocad`, `revit`, …).
        levels: the range it is for, in rising order; empty means not said.
        price: None means on request.
        duration, schedule, dates_text: free text, such as "40 heures"; dated runs are sessions.
    """

    title: Line
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


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where an imported formation comes from.

    Attributes:
        key: the record's id in the source, or the slug of its title where it has none.
        digest: of the whole record, to see whether the source changed since.
        aside: the record's keys that have no field here, as a JSON object; kept, never shown.
    """

    key: Line
    digest: Line
    aside: Annotated[str, Meta(max_length=200_000)] = "{}"


class Formation(Publishable, frozen=True, kw_only=True):
    """A training course on offer. Its slug is given at creation and stays when the title changes.

    Attributes:
        title_key: the title as lists sort it, without case and accents.
    """

    published_event: ClassVar[type[EventData]] = FormationPublished
    archived_event: ClassVar[type[EventData]] = FormationArchived

    slug: Slug
    title_key: str
    details: FormationDetails
    source: Source | None = None

    @classmethod
    def draft(
        cls, *, id: str, slug: str, details: FormationDetails, at: datetime, source: Source | None = None
    ) -> Self:
        """Write a new formation down as a brouillon.

        Raises:
            Invalid: a field breaks its rule.
        """
        blank = cls(
            id=id,
            created_at=at,
            updated_at=at,
            slug=slug,
            title_key=fold(details.title),
            details=check(details),
            source=source,
        )
        return blank.changed(FormationCreated(slug=slug), at=at)

    def revise(self, *, at: datetime, source: Source | None = None, **fields: Any) -> Self:  # noqa: ANN401 — fields of FormationDetails
        """Change what is said about it; the same words and source again change nothing.

        Raises:
            Invalid: a field breaks its rule.
        """
        details = check(msgspec.structs.replace(self.details, **fields))
        source = source or self.source
        if (details, source) == (self.details, self.source):
            return self
        return self.changed(
            FormationChanged(), at=at, details=details, title_key=fold(details.title), source=source
        )


FORMATIONS = Listing(
    fields=(
        Field(
            name="category",
            path="details.category.key",
            type=str,
            ops=(Op.EQ, Op.IN),
            normalise=slugify,
        ),
        Field(name="level", path="details.levels", type=Level, ops=(Op.CONTAINS,)),
        Field(name="price", path="details.price.amount", type=int, ops=(Op.EQ, Op.GTE, Op.LTE)),
        Field(name="status", path="status", type=Status, ops=(Op.EQ, Op.IN), staff_only=True),
    ),
    sorts={
        "title": (Sort("title_key"),),
        "-title": (Sort("title_key", descending=True),),
        "price": (Sort("details.price.amount", type=int),),
        "-price": (Sort("details.price.amount", type=int, descending=True),),
        "-publishedAt": (Sort("published_at", type=datetime, descending=True),),
        "publishedAt": (Sort("published_at", type=datetime),),
    },
)
