"""Demandes that are sent while something goes wrong, and whether all that they promise comes true."""

import asyncio
import re
import time
from contextlib import suppress

from pymongo.errors import PyMongoError

from chaos.cases import Case, cases_of
from chaos.records import Record, Row
from chaos.site.site import Site
from chaos.visitors import Sent, submit

_LOOK_EVERY = 0.5
_QUIET = 120.0
"""Seconds without any arrival after which nothing more is to be expected: no lease lasts as long."""


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
        cases = await self._cases_at_the_end()
        for (row, _), case in zip(self._sent, cases, strict=True):
            _count(row, case)
            self.problems += (f"{case.sent.address} {text}" for text in case.problems(self._site.evidence))
        seconds = round(time.monotonic() - self._started, 1)
        return Record(
            name=self.name, seconds=seconds, rows=tuple(self._rows), violations=tuple(self.problems)
        )

    async def _cases_at_the_end(self) -> list[Case]:
        """Return the cases once they are complete, or nothing has arrived on the site for a long time."""
        quiet_since, arrived = time.monotonic(), -1
        while True:
            # MongoDB may be away, in an outage of another experiment.
            with suppress(PyMongoError):
                cases = await cases_of(self._site, [sent for _, sent in self._sent])
                gives_up = time.monotonic() - quiet_since > _QUIET
                if gives_up or all(case.is_complete for case in cases):
                    return cases
            if self._site.servers.arrived != arrived:
                quiet_since, arrived = time.monotonic(), self._site.servers.arrived
            await asyncio.sleep(_LOOK_EVERY)


def _count(row: Row, case: Case) -> None:
    row.sent += 1
    row.accepted += case.sent.id is not None
    row.unheard += case.sent.id is None and bool(case.ids)
    mails = [len(keys) for keys in case.mails.values() if keys]
    row.mails += len(mails)
    row.mails_twice += sum(mails) - len(mails)
    row.deliveries += bool(case.deliveries)
    row.deliveries_twice += max(0, len(case.deliveries) - 1)
