"""Work that is finished, although whoever waits for it is cancelled."""

import asyncio
from collections.abc import Collection
from typing import Any


async def finished(works: Collection[asyncio.Future[Any]]) -> None:
    """Wait until all of these are done, however often the caller is cancelled meanwhile.

    How each has ended is for the caller to ask; a failure that nobody asks for is no error.

    Raises:
        CancelledError: the caller was cancelled meanwhile; all are done nevertheless.
    """
    cancelled: asyncio.CancelledError | None = None
    while under_way := [work for work in works if not work.done()]:
        try:
            await asyncio.wait(under_way)
        except asyncio.CancelledError as error:
            cancelled = error
    for work in works:
        if not work.cancelled():
            work.exception()
    if cancelled is not None:
        raise cancelled
