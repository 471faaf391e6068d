"""Copy what is in one storage to another."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, AsyncIterator
from enum import StrEnum
from typing import Protocol

import msgspec

from sorbo_core.files.errors import ObjectMissing
from sorbo_core.files.storage import Storage, Stored
from sorbo_core.shared.errors import Unavailable

_AT_ONCE = 8
_GIVE_UP_AFTER = 16
"""Objects in a row for which a storage was away: it will be for the next one too."""
# What an object is served as is known of its file, not of its bytes.
_MEDIA_TYPE = "application/octet-stream"


class Digest(Protocol):
    """Takes bytes in one after the other, as those of hashlib do."""

    def update(self, data: bytes, /) -> None:
        """Take in some more."""


class Fate(StrEnum):
    """What became of an object.

    Different means that what was read back is not what was read: something is there, and is no copy. Gone
    means that somebody deleted it at the source meanwhile.
    """

    COPIED = "copied"
    THERE = "there"
    GONE = "gone"
    AWAY = "away"
    DIFFERENT = "different"


FAILED = frozenset((Fate.AWAY, Fate.DIFFERENT))
"""What another run has to try again."""


class Migrated(msgspec.Struct, frozen=True):
    """An object, and what became of it."""

    key: str
    size: int
    fate: Fate


class MigrateFiles:
    """Copy every object that the target has not got, and read each copy back: the SHA-256 has to be the same.

    What is there already, with the same size and SHA-256, stays as it is: a run that was cut off goes on
    with the next one, and a second run copies nothing. Nothing is deleted in either. With `by_size`, objects
    of the same size count as the same, without being read.

    Raises:
        Unavailable: a storage cannot be listed, or was away for many objects in a row.
    """

    def __init__(self, *, source: Storage, target: Storage) -> None:
        self._source = source
        self._target = target

    async def __call__(self, *, by_size: bool = False) -> AsyncGenerator[Migrated, None]:
        """Yield each object by key, once it is known what became of it."""
        away = 0
        async for some in _batches(self._pairs()):
            for done in await asyncio.gather(*(self._settle(*pair, by_size=by_size) for pair in some)):
                yield done
                away = away + 1 if done.fate is Fate.AWAY else 0
            if away >= _GIVE_UP_AFTER:
                raise Unavailable(part="storage")

    async def _pairs(self) -> AsyncIterator[tuple[Stored, Stored | None]]:
        """Yield each object of the source, beside the one of the target: both are listed by key."""
        there = self._target.list("")
        candidate = await anext(there, None)
        async for wanted in self._source.list(""):
            while candidate is not None and candidate.key < wanted.key:
                candidate = await anext(there, None)
            same = candidate is not None and candidate.key == wanted.key
            yield wanted, candidate if same else None

    async def _settle(self, wanted: Stored, there: Stored | None, *, by_size: bool) -> Migrated:
        try:
            fate = await self._fate(wanted, there, by_size=by_size)
        except Unavailable:
            fate = Fate.AWAY
        except ObjectMissing:
            fate = Fate.GONE
        return Migrated(wanted.key, wanted.size, fate)

    async def _fate(self, wanted: Stored, there: Stored | None, *, by_size: bool) -> Fate:
        like_it = there is not None and there.size == wanted.size
        if like_it and (by_size or await self._is_the_same(wanted.key)):
            return Fate.THERE
        read = hashlib.sha256()
        chunks = _seen(await self._source.read(wanted.key), read)
        await self._target.put(wanted.key, chunks, media_type=_MEDIA_TYPE)
        return Fate.COPIED if await _digest(self._target, wanted.key) == read.digest() else Fate.DIFFERENT

    async def _is_the_same(self, key: str) -> bool:
        return await _digest(self._source, key) == await _digest(self._target, key)


async def _digest(storage: Storage, key: str) -> bytes:
    digest = hashlib.sha256()
    async for _ in _seen(await storage.read(key), digest):
        pass
    return digest.digest()


async def _seen(chunks: AsyncIterator[bytes], digest: Digest) -> AsyncIterator[bytes]:
    async for chunk in chunks:
        digest.update(chunk)
        yield chunk


async def _batches(
    pairs: AsyncIterator[tuple[Stored, Stored | None]],
) -> AsyncIterator[list[tuple[Stored, Stored | None]]]:
    batch = []
    async for pair in pairs:
        batch.append(pair)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
