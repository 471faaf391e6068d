"""Entries in memory, with their versions."""

from collections.abc import Callable, Collection, Sequence
from typing import Generic

import msgspec

from sorbo_adapters.memory.store.queries import encoded
from sorbo_adapters.memory.store.removing import MemoryRemovals
from sorbo_core.shared.publication.errors import SlugTaken, SourceTaken, VersionNotFound
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.ports import VERSIONS_KEPT, E, Entries


class MemoryEntries(MemoryRemovals[E], Entries[E], Generic[E]):
    """Entries of one noun in memory."""

    def __init__(self, noun: Noun[E]) -> None:
        clashes = {"slugs": SlugTaken, "source.key": SourceTaken}
        super().__init__(noun.plural, noun.entity, missing=noun.missing, unique=clashes)

    async def update(self, id: str, change: Callable[[E], E]) -> E:
        current = await self.get(id)
        updated = await super().update(id, change)
        if updated.version > current.version:
            kept = self._state.versions.setdefault(id, {})
            kept[current.version] = encoded(current)
            kept.pop(current.version - VERSIONS_KEPT, None)
        return updated

    async def remove(self, id: str, change: Callable[[E], E]) -> None:
        await super().remove(id, change)
        self._state.versions.pop(id, None)

    async def by_slug(self, slug: str) -> E:
        entry = await self.find("slugs", slug)
        if entry is None:
            raise self._missing
        return entry

    async def by_source(self, key: str) -> E | None:
        return await self.find("source.key", key)

    async def by_key(self, key: str) -> E:
        return await self.find("slugs", key) or await self.get(key)

    async def version(self, id: str, number: int) -> E:
        found = [each for each in await self._all(id) if each.version == number]
        if not found:
            raise VersionNotFound
        return found[0]

    async def versions(self, id: str, *, limit: int, before: int | None = None) -> Sequence[E]:
        found = [each for each in await self._all(id) if before is None or each.version < before]
        return found[:limit]

    async def among(self, ids: Collection[str]) -> Collection[str]:
        former = (each for kept in self._state.versions.values() for each in kept.values())
        mentioned = {id_ for each in (*self._documents.values(), *former) for id_ in each["uploads"]}
        return mentioned & set(ids)

    async def _all(self, id: str) -> list[E]:
        kept = [msgspec.convert(each, self._type) for each in self._state.versions.get(id, {}).values()]
        return [await self.get(id), *reversed(kept)]
