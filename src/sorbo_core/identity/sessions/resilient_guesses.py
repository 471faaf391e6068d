"""Guesses counted by each process for itself while what all share is away."""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from typing import TypeVar

from sorbo_core.identity.sessions.guesses import Guess
from sorbo_core.identity.sessions.ports import Guesses
from sorbo_core.shared.errors import Unavailable

T = TypeVar("T")


class ResilientGuesses(Guesses):
    """Counts with `shared`, and while that cannot be reached with `local`: nobody guesses without a limit."""

    def __init__(self, *, shared: Guesses, local: Guesses) -> None:
        self._shared = shared
        self._local = local

    async def begin(self, guesses: Collection[Guess], *, now: datetime) -> int:
        """Count, as `Guesses.begin` promises."""
        return await self._ask(lambda counter: counter.begin(guesses, now=now))

    async def forget(self, key: str) -> None:
        """Begin anew, as `Guesses.forget` promises."""
        await self._local.forget(key)
        await self._ask(lambda counter: counter.forget(key))

    async def take_back(self, key: str) -> None:
        """Take one back, as `Guesses.take_back` promises."""
        await self._ask(lambda counter: counter.take_back(key))

    async def _ask(self, ask: Callable[[Guesses], Awaitable[T]]) -> T:
        try:
            return await ask(self._shared)
        except Unavailable:
            return await ask(self._local)
