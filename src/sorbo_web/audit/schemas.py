"""The audit on the wire."""

from datetime import datetime
from typing import Any

import msgspec

from sorbo_core.audit.record import AuditRecord
from sorbo_core.shared.trail.entry import FieldChange
from sorbo_core.shared.trail.provenance import AuthorKind
from sorbo_web.api.wire import View


class AuthorView(View, frozen=True, kw_only=True):
    """Who did it: what kind of author, the id of the compte or key, and the role as it was then."""

    kind: AuthorKind
    id: str | None
    role: str | None


class OriginView(View, frozen=True, kw_only=True):
    """From where it was done."""

    address: str | None
    session_id: str | None


class FieldChangeView(View, frozen=True, kw_only=True):
    """A field that changed; `***` stands for what is personal or secret."""

    pointer: str
    before: Any
    after: Any

    @classmethod
    def of(cls, change: FieldChange) -> "FieldChangeView":
        """Return the view of a change."""
        return cls(pointer=change.pointer, before=_value(change.before), after=_value(change.after))


class AuditRecordView(View, frozen=True, kw_only=True):
    """Who did what; `origin` is null where it was erased."""

    id: str
    at: datetime
    type: str
    entity_id: str
    by: AuthorView
    origin: OriginView | None
    request_id: str | None
    changes: tuple[FieldChangeView, ...]
    event_id: str
    sealed_at: datetime
    previous: str
    hash: str

    @classmethod
    def of(cls, record: AuditRecord) -> "AuditRecordView":
        """Return the view of a record."""
        origin = record.origin
        return cls(
            id=record.id,
            at=record.at,
            type=record.type,
            entity_id=record.entity_id,
            by=AuthorView(kind=record.by.kind, id=record.by.id, role=record.by.role),
            origin=OriginView(address=origin.address, session_id=origin.session_id) if origin else None,
            request_id=record.request_id,
            changes=tuple(map(FieldChangeView.of, record.changes)),
            event_id=record.event_id,
            sealed_at=record.sealed_at,
            previous=record.previous,
            hash=record.hash,
        )


class AuditPage(View, frozen=True, kw_only=True):
    """One page of the audit; `next` is the cursor of the next one, null on the last."""

    items: tuple[AuditRecordView, ...]
    next: str | None


def _value(text: str | None) -> Any:  # noqa: ANN401 — any JSON value
    return None if text is None else msgspec.json.decode(text)
