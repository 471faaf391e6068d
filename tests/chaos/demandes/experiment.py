"""Demandes that are sent while something goes wrong."""

import asyncio
import re
import time
from collections.abc import Coroutine
from contextlib import suppress

from pymongo.errors import PyMongoError

from chaos.demandes.cases import Case, cases_of
from chaos.demandes.visitors import Sent, submit
from chaos.experiment import Experiment
from chaos.records import Row

_LOOK_EVERY = 0.5
_QUIET = 120.0
"""Seconds without any arrival after which nothing more is to be expected: no lease lasts as long."""


class DemandesExperiment(Experiment[Sent]):
    """Visitors send demandes; mails and webhooks follow."""

    async def waiting(self) -> int:
        return await self._site.database["demandes"].count_documents({"outbox": {"$exists": True}})

    def _one_more(self, number: int, *, patient: bool) -> tuple[Sent, Coroutine[None, None, None]]:
        slug = re.sub(r"\W+", "-", f"{self.name} {len(self._rows)}".lower())
        sent = Sent(address=f"{slug}-visitor-{number}@example.com", patient=patient)
        return sent, submit(self._site.processes.client, sent)

    async def _judge(self) -> None:
        cases = await self._cases_at_the_end()
        for (row, _), case in zip(self._sent, cases, strict=True):
            _count(row, case)
            self.problems += (f"{case.sent.address} {text}" for text in case.problems(self._site.evidence))

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
