"""Sessions on the wire."""

from datetime import date, datetime
from typing import Any

from msgspec import UNSET, UnsetType
from msgspec.structs import asdict

from sorbo_core.catalogue.session import Seats, SessionDetails, SessionState
from sorbo_core.catalogue.use_cases.session.count_seats import SeatedSession
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.text import Line
from sorbo_web.api.wire import Body, Patch, View, given


class SessionDraft(Body, frozen=True, kw_only=True):
    """A new session of a formation. Days are local to where it takes place."""

    formation_id: Line
    start: date
    end: date
    seats: Seats
    location: Line | None = None
    remote: bool = False
    trainer: Line | None = None
    state: SessionState = SessionState.PLANIFIEE

    def details(self) -> SessionDetails:
        """Return it as the catalogue holds it."""
        values = asdict(self)
        del values["formation_id"]
        return SessionDetails(**values)


class SessionPatch(Patch, frozen=True, kw_only=True):
    """A JSON Merge Patch (RFC 7396) of a session: absent members stay, null clears."""

    start: date | UnsetType | None = UNSET
    end: date | UnsetType | None = UNSET
    seats: Seats | UnsetType | None = UNSET
    location: Line | UnsetType | None = UNSET
    remote: bool | UnsetType | None = UNSET
    trainer: Line | UnsetType | None = UNSET
    state: SessionState | UnsetType | None = UNSET

    def fields(self) -> dict[str, Any]:
        """Return the fields to change."""
        return given(self)


class SessionView(View, frozen=True, kw_only=True):
    """A session. `seatsLeft` are those that somebody who asks now gets at once: none while others wait."""

    id: str
    formation_id: str
    status: Status
    state: SessionState
    start: date
    end: date
    seats: int
    seats_left: int
    waiting: int
    location: str | None
    remote: bool
    trainer: str | None
    published_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, seated: SeatedSession) -> "SessionView":
        """Return the view of a session."""
        session = seated.session
        return cls(
            seats_left=seated.seats_left,
            waiting=seated.waiting,
            id=session.id,
            formation_id=session.formation_id,
            status=session.status,
            published_at=session.published_at,
            created_at=session.created_at,
            updated_at=session.updated_at,
            version=session.version,
            **asdict(session.details),
        )


class SessionPage(View, frozen=True, kw_only=True):
    """One page of sessions; `next` is the cursor of the next one, null on the last."""

    items: tuple[SessionView, ...]
    next: str | None
