"""TrailEntry: what the audit is told of one event, written with the change that it tells of."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.events import Event
from sorbo_core.shared.publication.differences import differences
from sorbo_core.shared.trail.provenance import Author, AuthorKind, Origin, Provenance, provenance

MASKED = '"***"'
"""What stands for a value that the audit does not keep: that it changed is all that is told."""
MOST_OF_VALUE = 500
"""Characters of JSON; of a longer value the audit keeps length and digest."""

ALWAYS = frozenset({"api_key", "compte", "login_session", "personal_data", "webhook"})
"""Nouns whose events are audited whoever is behind them; of others those that somebody known causes."""

_KNOWN = frozenset({AuthorKind.COMPTE, AuthorKind.API_KEY, AuthorKind.OPERATOR})
_TECHNICAL = frozenset({"version", "created_at", "updated_at", "last_event", "events"})


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """One field that changed.

    Attributes:
        pointer: JSON Pointer to it, in the names of the entity.
        before, after: as JSON texts, so that they are hashed and compared as they were; None where
            there was, or is, nothing.
    """

    pointer: str
    before: str | None = None
    after: str | None = None


class TrailEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An event as the audit keeps it.

    Attributes:
        id: of the event; an event is sealed once.
        changes: what differs between the states before and after the write that told of the event.
    """

    id: str
    type: str
    entity_id: str
    at: datetime
    by: Author
    request_id: str | None = None
    origin: Origin = Origin()
    changes: tuple[FieldChange, ...] = ()


def entries_for(before: Entity | None, after: Entity, events: Iterable[Event]) -> tuple[TrailEntry, ...]:
    """Return what the audit is told of a write: an entry for each event that it wants to know of.

    What changed is told with the first of them.

    Args:
        before: the entity as it was, None where it is new.
        after: as it is, or was last.
        events: that the write tells.
    """
    who = provenance()
    told = [event for event in events if is_audited(event.type, who)]
    if not told:
        return ()
    changes = tuple(_changes(before, after))
    return tuple(_entry(event, who, changes if event is told[0] else ()) for event in told)


def is_audited(type: str, who: Provenance) -> bool:  # noqa: A002 — what it is
    """Tell whether the audit wants to know of this type of event."""
    return who.by.kind in _KNOWN or type.partition(".")[0] in ALWAYS


def _entry(event: Event, who: Provenance, changes: tuple[FieldChange, ...]) -> TrailEntry:
    return TrailEntry(
        id=event.id,
        type=event.type,
        entity_id=event.entity_id,
        at=event.occurred_at,
        by=who.by,
        request_id=who.request_id,
        origin=who.origin,
        changes=changes,
    )


def _changes(before: Entity | None, after: Entity) -> Iterator[FieldChange]:
    was, now = _plain(before) if before is not None else {}, _plain(after)
    for name in dict.fromkeys((*was, *now)):
        pointer, old, new = f"/{name}", was.get(name), now.get(name)
        if name not in after.masked:
            for each in differences(_opened(old, new), _opened(new, old), pointer):
                yield FieldChange(pointer=each.pointer, before=_told(each.before), after=_told(each.after))
        elif old != new:
            yield FieldChange(pointer=pointer, before=_masked(old), after=_masked(new))


def _opened(value: object, other: object) -> object:
    """Return what an object is compared with that is not there on the other side: none of its members."""
    return {} if value is None and isinstance(other, dict) else value


def _masked(value: object) -> str | None:
    return None if value is None else MASKED


def _plain(entity: Entity) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(entity)
    return {name: value for name, value in plain.items() if name not in _TECHNICAL and name != "id"}


def _told(value: object) -> str | None:
    if value is None:
        return None
    text = msgspec.json.encode(value, order="sorted").decode()
    if len(text) <= MOST_OF_VALUE:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()
    return msgspec.json.encode({"length": len(text), "sha256": digest}).decode()
