"""Demandes that are sent while something goes wrong, and whether all that they promise comes true."""

import asyncio
import re
import time

from pymongo.errors import PyMongoError

from chaos.cases import Case, cases_of
from chaos.records import Record, Row
from chaos.site.site import Site
from chaos.visitors import Sent, submit
from support.program import eventually

LATEST = 180.0
"""Seconds after the last answer until everything must have arrived; the lease of a webhook lasts 60."""

_LOOK_EVERY = 0.5


class Experiment:
    """One round or one outage.

    Attributes:
        name: no other one has it.
        problems: what went wrong so far, in words.
    """

    def __init__(self, name: str, site: Site) -> None:
        self.name = name
        self.problems: list[str] = []
        self._rows: list[Row] = []
        self._site = site
        self._sent: list[tuple[Row, Sent]] = []
        self._sending: list[asyncio.Task[None]] = []
        self._started = time.monotonic()

    def row(self, what: str) -> Row:
        """Begin a row."""
        self._rows.append(Row(what=what))
        return self._rows[-1]

    def send(self, row: Row, *, patient: bool = True) -> None:
        """Let one more visitor send a demande."""
        slug = re.sub(r"\W+", "-", f"{self.name} {len(self._rows)}".lower())
        sent = Sent(address=f"{slug}-visitor-{len(self._sent)}@example.com", patient=patient)
        self._sent.append((row, sent))
        client = self._site.processes.client
        self._sending.append(asyncio.create_task(submit(client, sent)))

    async def settled(self) -> Record:
        """Wait until nothing waits any more; judge what arrived."""
        answers = await asyncio.gather(*self._sending, return_exceptions=True)
        self.problems += [f"a visitor got no answer: {each!r}" for each in answers if each is not None]
        try:
            cases = await eventually(self._complete_cases, within=LATEST, every=_LOOK_EVERY)
        except TimeoutError:
            cases = await self._cases()
        for (row, _), case in zip(self._sent, cases, strict=True):
            _count(row, case)
            self.problems += (f"{case.sent.address} {text}" for text in case.problems(self._site.evidence))
        seconds = round(time.monotonic() - self._started, 1)
        return Record(
            name=self.name, seconds=seconds, rows=tuple(self._rows), violations=tuple(self.problems)
        )

    async def _cases(self) -> list[Case]:
        return await cases_of(self._site, [sent for _, sent in self._sent])

    async def _complete_cases(self) -> list[Case] | None:
        try:
            cases = await self._cases()
        except PyMongoError:  # an outage of another experiment
            return None
        return cases if all(case.is_complete for case in cases) else None


def _count(row: Row, case: Case) -> None:
    row.sent += 1
    row.accepted += case.sent.id is not None
    row.unheard += case.sent.id is None and bool(case.ids)
    mails = [len(keys) for keys in case.mails.values() if keys]
    row.mails += len(mails)
    row.mails_twice += sum(mails) - len(mails)
    row.deliveries += bool(case.deliveries)
    row.deliveries_twice += max(0, len(case.deliveries) - 1)
