"""Calls that are made at the same moment, gathered into one."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Gathered(Generic[T, R]):
    """Does for all callers of one turn of the event loop at once what each asks for.

    The work starts after the last of them has asked, so everybody is answered as if alone. It goes
    on when a caller is cancelled.

    Args:
        act: takes what the callers ask for, and returns (or raises) what all of them get.
    """

    def __init__(self, act: Callable[[Sequence[T]], Awaitable[R]]) -> None:
        self._act = act
        self._asked: list[T] = []
        self._turn: asyncio.Task[R] | None = None

    async def __call__(self, item: T) -> R:
        """Return the result of the turn that the item was part of."""
        self._asked.append(item)
        if self._turn is None:
            self._turn = asyncio.create_task(self._act_on_all())
            # When all callers were cancelled nobody hears of its failure: that is no error.
            self._turn.add_done_callback(_heard)
        return await asyncio.shield(self._turn)

    async def _act_on_all(self) -> R:
        # Whoever else is about to ask in this turn of the loop does so now.
        await asyncio.sleep(0)
        items, self._asked, self._turn = self._asked, [], None
        return await self._act(items)


def _heard(turn: asyncio.Task[R]) -> None:
    if not turn.cancelled():
        turn.exception()
