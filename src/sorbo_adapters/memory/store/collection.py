"""What every collection in memory does."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Generic, TypeVar

import msgspec

from sorbo_adapters.memory.store.queries import Document, encoded, page_of, value_at
from sorbo_adapters.memory.store.stage import State, stage
from sorbo_core.delivery.ports import Pending
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.errors import AlreadyExists, Conflict, NotFound
from sorbo_core.shared.query import ListQuery, Page
from sorbo_core.shared.trail.entry import TrailEntry, entries_for

E = TypeVar("E", bound=Entity)


class Waiting(msgspec.Struct, kw_only=True):
    """The outbox of one entity: its events, when they are due, and who holds the lease."""

    due: datetime
    token: str | None = None
    entries: list[Pending] = []


def copied(entries: Iterable[Pending]) -> tuple[Pending, ...]:
    """Return entries that share nothing with these."""
    return msgspec.convert(encoded(tuple(entries)), tuple[Pending, ...])


class MemoryCollection(Generic[E]):
    """Entities of one type, kept as encoded copies, with the outboxes of those that have events.

    Nothing here suspends, so each call is atomic on its event loop.

    Args:
        name: of the collection, as the outbox calls it.
        type: of its entities.
        missing: the error that says that there is no such entity.
        unique: path of a field → the error that says that another entity has its value, or one of
            its values where it is an array.
    """

    def __init__(
        self,
        name: str,
        type: type[E],  # noqa: A002 — what it is
        *,
        missing: type[NotFound],
        unique: Mapping[str, type[Conflict]] | None = None,
    ) -> None:
        self.name = name
        self.outboxes: dict[str, Waiting] = {}
        self.trails: dict[str, list[TrailEntry]] = {}
        self._type = type
        self._missing = missing
        self._unique = unique or {}
        self.kept = State()

    @property
    def _state(self) -> State:
        on = stage()
        return self.kept if on is None else on.of(self)

    @property
    def _documents(self) -> dict[str, Document]:
        return self._state.documents

    def _wrote(self) -> None:
        """Note that the state is another one now."""
        self._state.writes += 1

    async def add(self, entity: E, /) -> E:
        if entity.id in self._documents:
            raise AlreadyExists
        return self._store(entity, version=1)

    async def get(self, id: str) -> E:
        document = self._documents.get(id)
        if document is None:
            raise self._missing
        return self._decoded(document)

    def documents(self) -> Iterable[Document]:
        """Return every entity as it is kept, to be read only."""
        return self._documents.values()

    def holds(self, id: str) -> bool:
        """Tell whether an entity has this id."""
        return id in self._documents

    async def find(self, path: str, value: str) -> E | None:
        """Return an entity that has this value at this path, in an array perhaps, or None."""
        found = (each for each in self._documents.values() if value in _values_at(each, path))
        document = next(found, None)
        return self._decoded(document) if document is not None else None

    async def update(self, id: str, change: Callable[[E], E]) -> E:
        current = await self.get(id)
        changed = change(current)
        return current if changed == current else self._store(changed, version=current.version + 1)

    async def discard(self, id: str, *, version: int | None = None) -> None:
        """Delete the entity with its events, if it is at this version or any will do."""
        document = self._documents.get(id)
        if document is not None and version in {None, document["version"]}:
            del self._documents[id]
            self.outboxes.pop(id, None)
            self._wrote()

    async def list(self, query: ListQuery) -> Page[E]:
        return page_of(self._documents.values(), query, self._decoded)

    def _store(self, entity: E, *, version: int) -> E:
        stored = msgspec.structs.replace(entity, version=version, events=())
        before = self._documents.get(entity.id)
        document = encoded(stored)
        self._refuse_clashes(document)
        self._documents[entity.id] = document
        self._wrote()
        self._tell(entity)
        self._note(self._decoded(before) if before is not None else None, entity)
        return stored

    def _tell(self, entity: E, *, last: bool = False) -> None:
        """Put the events of an entity into its outbox; `last` if it is no more."""
        if not entity.events:
            return
        entries = copied(Pending(event=event, last=last) for event in entity.events)

        def tell() -> None:
            waiting = self.outboxes.setdefault(entity.id, Waiting(due=entries[0].event.occurred_at))
            waiting.entries.extend(entries)

        self._once_kept(tell)

    def _note(self, before: E | None, entity: E) -> None:
        """Keep what the audit is told of a write until it is sealed."""
        entries = entries_for(before, entity, entity.events)
        if entries:
            self._once_kept(lambda: self.trails.setdefault(entity.id, []).extend(entries))

    def _once_kept(self, act: Callable[[], None]) -> None:
        if stage() is None:
            act()
        else:
            self._state.after.append(act)

    def _refuse_clashes(self, document: Document) -> None:
        others = [each for id_, each in self._documents.items() if id_ != document["id"]]
        for path, clash in self._unique.items():
            values = _values_at(document, path)
            if any(values & _values_at(other, path) for other in others):
                raise clash

    def _decoded(self, document: Document) -> E:
        return msgspec.convert(document, self._type)


def _values_at(document: Document, path: str) -> set[object]:
    value = value_at(document, path)
    return set(value) if isinstance(value, list | tuple) else {value} - {None}
