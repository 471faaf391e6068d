"""Something goes wrong while people send something, and whether all that they were promised comes true."""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Coroutine
from typing import Generic, TypeVar

from chaos.records import Record, Row
from chaos.site.site import Site

S = TypeVar("S")


class Experiment(ABC, Generic[S]):
    """One round or one outage, with what was sent meanwhile.

    Attributes:
        name: no other one has it.
        problems: what went wrong so far, in words.
    """

    def __init__(self, name: str, site: Site) -> None:
        self.name = name
        self.problems: list[str] = []
        self._rows: list[Row] = []
        self._site = site
        self._sent: list[tuple[Row, S]] = []
        self._sending: list[asyncio.Task[None]] = []
        self._started = time.monotonic()

    def row(self, what: str) -> Row:
        """Begin a row."""
        self._rows.append(Row(what=what))
        return self._rows[-1]

    def send(self, row: Row, *, patient: bool = True) -> None:
        """Let one more person send something; a patient one goes on until it is answered."""
        sent, sending = self._one_more(len(self._sent), patient=patient)
        self._sent.append((row, sent))
        self._sending.append(asyncio.create_task(sending))

    async def settled(self) -> Record:
        """Wait until nothing waits any more; judge what came of it."""
        answers = await asyncio.gather(*self._sending, return_exceptions=True)
        self.problems += [f"somebody got no answer: {each!r}" for each in answers if each is not None]
        await self._judge()
        seconds = round(time.monotonic() - self._started, 1)
        return Record(
            name=self.name, seconds=seconds, rows=tuple(self._rows), violations=tuple(self.problems)
        )

    @abstractmethod
    async def waiting(self) -> int:
        """Count what has not followed yet, of all that was ever sent."""

    @abstractmethod
    def _one_more(self, number: int, *, patient: bool) -> tuple[S, Coroutine[None, None, None]]:
        """Return what is sent next, and the sending of it."""

    @abstractmethod
    async def _judge(self) -> None:
        """Wait until nothing waits any more; count in the rows, and note what was not kept."""
