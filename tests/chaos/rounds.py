"""A round: our processes are killed at every moment, once each, with something under way."""

import asyncio
from collections.abc import Sequence
from random import Random
from typing import Any

from chaos.experiment import Experiment
from chaos.records import Row
from chaos.site.processes import Layout
from chaos.site.site import Site
from chaos.wire.moments import Moment, Trap
from support.program import eventually

_SPRINGS_WITHIN = 180.0
_ONE_MORE_EVERY = 1.0
_CATCHES_UP_WITHIN, _MOST_WAITING = 600.0, 30
_TOGETHER_EVERY = 4
_MOST_AT_ONCE, _LATEST_OCCURRENCE = 6, 3

# What these kills hold up waits for the longest lease, of 60 seconds: they come first.
_FIRST = (Moment.DURING_WEBHOOK, Moment.AFTER_WEBHOOK)


def layout_of(number: int) -> Layout:
    """Return which processes there are in the round of this number."""
    return Layout.TOGETHER if number % _TOGETHER_EVERY == 2 else Layout.APART


class Round:
    """The kills of one round, in an order and with numbers that follow from the seed.

    Args:
        experiment: what is under way meanwhile.
        moments: at each of them a process is killed.
        seed: of what chance chooses, another one for each round.
    """

    def __init__(
        self, experiment: Experiment[Any], moments: Sequence[Moment], *, seed: str, site: Site
    ) -> None:
        self._experiment = experiment
        self._moments = moments
        self._random = Random(seed)  # noqa: S311 — it has to be repeatable
        self._site = site

    async def run(self) -> None:
        """Kill at every moment; what is to follow may still be on its way."""
        # On a busy machine our processes would be killed faster than they can work.
        await eventually(self._has_caught_up, within=_CATCHES_UP_WITHIN)
        for moment in self._order():
            row = self._experiment.row(moment.value)
            try:
                async with asyncio.timeout(_SPRINGS_WITHIN):
                    row.killed = await self._kill(moment, row)
            except TimeoutError:
                self._experiment.problems.append(f"{moment}: did not come in {_SPRINGS_WITHIN:.0f} seconds")

    async def _has_caught_up(self) -> bool:
        return await self._experiment.waiting() < _MOST_WAITING

    def _order(self) -> list[Moment]:
        first = [moment for moment in self._moments if moment in _FIRST]
        others = [moment for moment in self._moments if moment not in _FIRST]
        return [*self._random.sample(first, len(first)), *self._random.sample(others, len(others))]

    async def _kill(self, moment: Moment, row: Row) -> str:
        await self._site.processes.answering()
        trap = self._site.watch.set(moment, self._random.randint(1, _LATEST_OCCURRENCE))
        for _ in range(self._random.randint(1, _MOST_AT_ONCE)):
            self._send(row)
        try:
            pid = await self._sprung(trap, row)
            return await self._site.processes.kill(pid)
        finally:
            trap.released.set()

    async def _sprung(self, trap: Trap, row: Row) -> int:
        """Send more until the moment has come as often as is waited for."""
        while not trap.sprung.done():
            await asyncio.wait([trap.sprung], timeout=_ONE_MORE_EVERY)
            if not trap.sprung.done():
                self._send(row)
        return trap.sprung.result()

    def _send(self, row: Row) -> None:
        self._experiment.send(row, patient=self._random.random() < 0.5)
