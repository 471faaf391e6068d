"""The bytes of a file, in chunks."""

import asyncio
from collections.abc import AsyncIterator
from typing import BinaryIO

from sorbo_adapters.storage.errors import away

_CHUNK = 256 * 1024


class Reading(AsyncIterator[bytes]):
    """Reads an open file from `start` to before `end`, and closes it when nobody reads on."""

    def __init__(self, file: BinaryIO, start: int, end: int | None) -> None:
        self._file = file
        self._at = start
        self._end = end

    async def __anext__(self) -> bytes:
        with away():
            chunk = await asyncio.to_thread(self._next)
        if not chunk:
            self._file.close()
            raise StopAsyncIteration
        return chunk

    def _next(self) -> bytes:
        most = _CHUNK if self._end is None else min(_CHUNK, self._end - self._at)
        if most <= 0:
            return b""
        self._file.seek(self._at)
        chunk = self._file.read(most)
        self._at += len(chunk)
        return chunk

    # Not a generator: one that is never begun would leave its file open.
    def __del__(self) -> None:
        self._file.close()
