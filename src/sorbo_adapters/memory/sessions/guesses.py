"""Guesses counted within one process."""

from collections import OrderedDict
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from math import ceil

import msgspec

from sorbo_core.identity.sessions.guesses import REMEMBERED_S, Guess
from sorbo_core.identity.sessions.ports import Guesses

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class _Counted(msgspec.Struct):
    number: int = 0
    until: datetime = _LONG_AGO
    forgotten_at: datetime = _LONG_AGO


class MemoryGuesses(Guesses):
    """Counts the guesses of this process.

    Args:
        most_keys: keys kept; beyond that the one that was guessed at longest ago starts afresh.
    """

    def __init__(self, *, most_keys: int = 100_000) -> None:
        self._counted: OrderedDict[str, _Counted] = OrderedDict()
        self._most_keys = most_keys

    async def begin(self, guesses: Collection[Guess], *, now: datetime) -> int:
        wait = max((self._at(each.key, now).until - now for each in guesses), default=timedelta(0))
        if wait > timedelta(0):
            return ceil(wait.total_seconds())
        for each in guesses:
            counted = self._at(each.key, now)
            counted.number += 1
            seconds = each.allowance.wait_after(counted.number)
            counted.until = now + timedelta(seconds=seconds) if seconds else _LONG_AGO
            counted.forgotten_at = now + timedelta(seconds=REMEMBERED_S)
            self._counted[each.key] = counted
            self._counted.move_to_end(each.key)
        while len(self._counted) > self._most_keys:
            self._counted.popitem(last=False)
        return 0

    async def forget(self, key: str) -> None:
        self._counted.pop(key, None)

    async def take_back(self, key: str) -> None:
        counted = self._counted.get(key)
        if counted is not None:
            counted.number = max(0, counted.number - 1)
            counted.until = _LONG_AGO

    def _at(self, key: str, now: datetime) -> _Counted:
        counted = self._counted.get(key)
        return counted if counted is not None and now < counted.forgotten_at else _Counted()
