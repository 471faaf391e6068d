"""The end of a task that goes on for as long as the application does."""

import asyncio

_PATIENCE = 0.5


async def ended(task: asyncio.Task[None], *, patience: float = _PATIENCE) -> None:
    """Cancel a task and return when it is over, whatever became of it.

    It is asked again after `patience` seconds: `asyncio.wait_for` of Python 3.11, in which drivers send
    their commands, swallows a cancellation that comes while what it waits for is just done. One that
    was asked once only would then go on, and the process with it.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=patience)
