"""Pieces on their way to a driver that asks for them, which is told when the rest will not come."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from enum import Enum

from sorbo_adapters.storage.errors import away


class _GivenUp(Exception):
    """The rest will not come: what was sent is to be forgotten."""


class _Last(Enum):
    WHOLE = "whole"
    BROKEN = "broken"


_Queue = asyncio.Queue[bytes | _Last]


async def sent(
    pieces: AsyncIterator[bytes], send: Callable[[AsyncIterator[bytes]], Awaitable[object]]
) -> None:
    """Have pieces sent, and return once they are.

    What ends this early, a cancellation too, is raised inside the driver as well, and waited for: a driver
    whose call is merely dropped leaves the parts that it has sent so far.

    Raises:
        Unavailable: the storage does not take them.
    """
    queue: _Queue = asyncio.Queue(maxsize=1)
    sending = asyncio.ensure_future(send(_from(queue)))
    # When nobody takes pieces any more, whoever waits for room is to go on.
    sending.add_done_callback(lambda _: _emptied(queue))
    try:
        async for piece in pieces:
            await queue.put(piece)
            if sending.done():
                break
        else:
            await queue.put(_Last.WHOLE)
    except BaseException:
        _emptied(queue).put_nowait(_Last.BROKEN)
        await asyncio.wait({sending})
        sending.exception()
        raise
    with away():
        await sending


async def _from(queue: _Queue) -> AsyncIterator[bytes]:
    while (piece := await queue.get()) is not _Last.WHOLE:
        if piece is _Last.BROKEN:
            raise _GivenUp
        yield piece


def _emptied(queue: _Queue) -> _Queue:
    while not queue.empty():
        queue.get_nowait()
    return queue
