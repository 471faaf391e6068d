"""Search and statistics on the wire."""

from datetime import date, datetime
from typing import Annotated, Self

from msgspec import Meta
from msgspec.structs import asdict

from sorbo_core.insight.search.highlight import Segment
from sorbo_core.insight.use_cases.figures import AreaFigures
from sorbo_core.insight.use_cases.read_public_figures import PublicFigures
from sorbo_core.insight.use_cases.read_staff_figures import StaffFigures
from sorbo_core.insight.use_cases.search import Found
from sorbo_core.shared.money import Sum
from sorbo_web.api.wire import View

Segments = Annotated[
    tuple[Segment, ...],
    Meta(description="The text in pieces; `matched` ones were looked for. Plain text, never HTML."),
]


class FoundView(View, frozen=True, kw_only=True):
    """Something that was found: `GET /api/v1/{kind}s/{slug}` reads it."""

    kind: str
    id: str
    slug: str
    title: Segments
    excerpt: Segments
    published_at: datetime

    @classmethod
    def of(cls, found: Found) -> Self:
        """Return it as the wire shows it."""
        return cls(**asdict(found))


class FoundPage(View, frozen=True, kw_only=True):
    """What was found, the best first."""

    items: tuple[FoundView, ...]


class PublicFiguresView(View, frozen=True, kw_only=True):
    """Numbers that everybody may see."""

    published: Annotated[dict[str, int], Meta(description="How many things visitors see, by kind.")]
    sessions_to_come: int
    downloads: Annotated[dict[str, int], Meta(description="How often things were downloaded, by kind.")]

    @classmethod
    def of(cls, figures: PublicFigures) -> Self:
        """Return them as the wire shows them."""
        return cls(**asdict(figures))


class DemandeFiguresView(View, frozen=True, kw_only=True):
    """The demandes that came in the period, by where they stand now."""

    total: int
    by_state: dict[str, int]
    by_subject: dict[str, int]
    by_month: dict[str, int]


class InscriptionFiguresView(View, frozen=True, kw_only=True):
    """The inscriptions that came in the period, by where they stand now; a group counts as one."""

    total: int
    by_state: dict[str, int]
    by_month: dict[str, int]


class SessionFiguresView(View, frozen=True, kw_only=True):
    """The published sessions that start in the period and were not called off."""

    sessions: int
    seats: int
    taken: int
    waiting: int
    fill_rate: Annotated[float | None, Meta(description="Taken seats to seats; null without seats.")]


class StaffFiguresView(View, frozen=True, kw_only=True):
    """What happened in a period; months are those of UTC, and those without anything are left out."""

    first: date
    last: date
    demandes: DemandeFiguresView
    inscriptions: InscriptionFiguresView
    sessions: SessionFiguresView

    @classmethod
    def of(cls, told: StaffFigures) -> Self:
        """Return them as the wire shows them."""
        figures = {name: asdict(each) for name, each in told.figures.items()}
        return cls(
            first=told.period.first,
            last=told.period.last,
            demandes=DemandeFiguresView(**figures["demandes"]),
            inscriptions=InscriptionFiguresView(**figures["inscriptions"]),
            sessions=SessionFiguresView(**figures["sessions"]),
        )


class RevenueFiguresView(View, frozen=True, kw_only=True):
    """What the inscriptions come to that were confirmed in a period, in minor units by currency."""

    first: date
    last: date
    inscriptions: Annotated[int, Meta(description="How many; a group counts as one.")]
    unpriced: Annotated[int, Meta(description="How many of them have no price: it was on request.")]
    total: tuple[Sum, ...]
    by_month: dict[str, tuple[Sum, ...]]

    @classmethod
    def of(cls, told: AreaFigures) -> Self:
        """Return them as the wire shows them."""
        return cls(first=told.period.first, last=told.period.last, **asdict(told.figures))


class FunnelFiguresView(View, frozen=True, kw_only=True):
    """How many of the candidatures received in a period ever were in each state."""

    first: date
    last: date
    total: dict[str, int]
    by_month: dict[str, dict[str, int]]
    by_emploi: Annotated[dict[str, dict[str, int]], Meta(description="By the id of the emploi.")]

    @classmethod
    def of(cls, told: AreaFigures) -> Self:
        """Return them as the wire shows them."""
        return cls(first=told.period.first, last=told.period.last, **asdict(told.figures))
