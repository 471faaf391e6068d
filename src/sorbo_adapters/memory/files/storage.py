"""Objects in the memory of this process."""

from bisect import bisect_right
from collections.abc import AsyncIterable, AsyncIterator

import msgspec

from sorbo_core.files.errors import ObjectMissing
from sorbo_core.files.storage import Storage, Stored, checked_key, checked_prefix
from sorbo_core.shared.ports import Clock

_CHUNK = 256 * 1024


class MemoryStorage(Storage):
    """Keeps every object whole in memory, and nothing when the process ends."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._objects: dict[str, _Object] = {}

    async def put(self, key: str, chunks: AsyncIterable[bytes], *, media_type: str) -> Stored:  # noqa: ARG002 — nobody asks for it here
        checked_key(key)
        content = b"".join([chunk async for chunk in chunks])
        stored = Stored(key=key, size=len(content), modified_at=self._clock.now())
        self._objects[key] = _Object(stored=stored, content=content)
        return stored

    async def head(self, key: str) -> Stored:
        return self._object(key).stored

    async def read(self, key: str, *, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        return _pieces(memoryview(self._object(key).content)[start:end])

    async def delete(self, key: str) -> None:
        self._objects.pop(checked_key(key), None)

    async def list(self, prefix: str, *, after: str | None = None) -> AsyncIterator[Stored]:
        checked_prefix(prefix)
        keys = sorted(self._objects)
        for key in keys[bisect_right(keys, after or "") :]:
            if key.startswith(prefix) and key in self._objects:
                yield self._objects[key].stored

    def _object(self, key: str) -> "_Object":
        try:
            return self._objects[checked_key(key)]
        except KeyError:
            raise ObjectMissing from None


class _Object(msgspec.Struct, frozen=True, kw_only=True):
    stored: Stored
    content: bytes


async def _pieces(content: memoryview) -> AsyncIterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        yield bytes(content[start : start + _CHUNK])
