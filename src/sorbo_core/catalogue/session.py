"""Session: a dated run of a formation, with seats."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.catalogue.errors import PeriodReversed, SessionNotFound
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.errors import Violation
from sorbo_core.shared.events import EventData
from sorbo_core.shared.merge_patch import patched
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.publishable import Publishable, Status
from sorbo_core.shared.query import CHOICE, RANGE, Field, Filter, Listing, ListQuery, Op, Sort, orders
from sorbo_core.shared.text import Line
from sorbo_core.shared.validation import check

Seats = Annotated[int, Meta(ge=1, le=1000)]


class SessionState(StrEnum):
    """Whether a session will take place; the wire values are those of the existing data."""

    PLANIFIEE = "planifiee"
    CONFIRMEE = "confirmee"
    TERMINEE = "terminee"
    ANNULEE = "annulee"


class SessionCreated(EventData, frozen=True, kw_only=True):
    """A run of a formation was planned, as a brouillon."""

    type = "session.created"
    formation_id: Annotated[str, Meta(description="The formation of which it is a run.")]


class SessionChanged(EventData, frozen=True, kw_only=True):
    """What is said about a session changed."""

    type = "session.changed"


class SessionPublished(EventData, frozen=True, kw_only=True):
    """Visitors see the session from now on."""

    type = "session.published"


class SessionArchived(EventData, frozen=True, kw_only=True):
    """Visitors no longer see the session."""

    type = "session.archived"


class SessionDetails(msgspec.Struct, frozen=True, kw_only=True):
    """What staff write about a session.

    Attributes:
        start, end: first and last day, local to where it takes place.
        location: where; None with `remote` means on line.
        seats: how many people can take part.
        trainer: who leads it, by name or by role.
    """

    start: date
    end: date
    seats: Seats
    location: Line | None = None
    remote: bool = False
    trainer: Line | None = None
    state: SessionState = SessionState.PLANIFIEE


class Session(Publishable, frozen=True, kw_only=True):
    """A dated run of one formation."""

    published_event: ClassVar[type[EventData]] = SessionPublished
    archived_event: ClassVar[type[EventData]] = SessionArchived

    formation_id: str
    details: SessionDetails

    @classmethod
    def draft(cls, *, id: str, formation_id: str, details: SessionDetails, at: datetime) -> Self:
        """Plan a session as a brouillon.

        Raises:
            Invalid: a field breaks its rule.
            PeriodReversed: it ends before it starts.
        """
        _check_period(check(details))
        blank = cls(id=id, created_at=at, updated_at=at, formation_id=formation_id, details=details)
        return blank.changed(SessionCreated(formation_id=formation_id), at=at)

    def revise(self, *, at: datetime, **fields: Any) -> Self:  # noqa: ANN401 — fields of SessionDetails
        """Change what is said about it; None clears a field, the same words again change nothing.

        Raises:
            Invalid: a field breaks its rule, or cannot be left out.
            PeriodReversed: it would end before it starts.
        """
        details = patched(self.details, fields)
        if details == self.details:
            return self
        _check_period(details)
        return self.changed(SessionChanged(), at=at, details=details)


def _check_period(details: SessionDetails) -> None:
    if details.end < details.start:
        raise PeriodReversed(Violation("/end", "period_reversed", {"start": details.start.isoformat()}))


SESSION = Noun(name="session", entity=Session, missing=SessionNotFound, writes=Permission.WRITE_CATALOGUE)

TAKES_PLACE = (SessionState.PLANIFIEE, SessionState.CONFIRMEE)


def upcoming(*formation_ids: str, since: date, most: int) -> ListQuery:
    """Return the question for the published sessions of formations, or of all, soonest first."""
    of_these = (Filter("formation_id", Op.IN, formation_ids),) if formation_ids else ()
    return ListQuery(
        filters=(
            *of_these,
            Filter("status", Op.EQ, Status.PUBLIE),
            Filter("details.start", Op.GTE, since.isoformat()),
            Filter("details.state", Op.IN, TAKES_PLACE),
        ),
        sort=(Sort("details.start"),),
        limit=most,
    )


SESSIONS = Listing(
    fields=(
        Field(name="formationId", path="formation_id", type=str, ops=(Op.EQ, Op.IN)),
        Field(name="start", path="details.start", type=date, ops=RANGE),
        Field(name="status", path="status", type=Status, ops=CHOICE, staff_only=True),
    ),
    sorts=orders({"start": Sort("details.start")}, "start"),
)
