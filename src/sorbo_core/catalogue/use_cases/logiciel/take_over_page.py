"""Take the page of a logiciel over from the existing site."""

from collections.abc import AsyncIterator
from datetime import datetime

import msgspec

from sorbo_core.catalogue.intake.logiciel_page import LogicielPage, parse_page, without_version
from sorbo_core.catalogue.logiciel import LOGICIELS, Logiciel
from sorbo_core.catalogue.ports import Logiciels
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.intake.taken import Importer, Taken
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.query import ListQuery


class ImportLogicielPage(Importer):
    """Add what the page of a logiciel says to the logiciel. The operator does this from the command line.

    The logiciel is the one that took this page before, that has its slug or had it, or else the only one
    whose slug is the same without a version (`oh-route-v1` is the page of `oh-route-v1-2`). The page
    gives the content, and the download where there is none. One that did not change leaves everything
    alone, so that what staff have edited stays.

    Raises:
        Invalid: it cannot be used, or no logiciel is that of the page, or several are; each violation
            points at the record's own key (`/slug`).
    """

    def __init__(self, *, logiciels: Logiciels, clock: Clock) -> None:
        self._logiciels = logiciels
        self._clock = clock

    async def __call__(self, *, record: object, dry_run: bool = False) -> Taken:
        page = parse_page(record)
        logiciel = await self._described_by(page)
        known = logiciel.page_source
        outcome = Outcome.UPDATED
        if known is not None and known.digest == page.source.digest:
            outcome = Outcome.UNCHANGED
        elif dry_run:
            _with_page(logiciel, page, at=self._clock.now())
        else:
            now = self._clock.now()
            await self._logiciels.update(logiciel.id, lambda it: _with_page(it, page, at=now))
        return Taken(outcome=outcome, aside=page.aside)

    def key_of(self, record: object) -> str:
        return parse_page(record).source.key

    async def _described_by(self, page: LogicielPage) -> Logiciel:
        every = [each async for each in self._all()]
        took = [each for each in every if each.page_source and each.page_source.key == page.source.key]
        named = [each for each in every if page.slug in each.slugs]
        base = without_version(page.slug)
        alike = [each for each in every if without_version(each.slug) == base]
        found = took or named or alike
        if len(found) != 1:
            raise Invalid(Violation("/slug", "no_such_logiciel" if not found else "several_logiciels"))
        return found[0]

    async def _all(self) -> AsyncIterator[Logiciel]:
        query = ListQuery(sort=LOGICIELS.sorts["title"])
        while True:
            found = await self._logiciels.list(query)
            for each in found.items:
                yield each
            if found.next is None:
                return
            query = msgspec.structs.replace(query, after=found.next)


def _with_page(logiciel: Logiciel, page: LogicielPage, *, at: datetime) -> Logiciel:
    said = logiciel.details
    details = msgspec.structs.replace(said, content=page.content, download=said.download or page.download)
    return logiciel.rewrite(details, at=at, page_source=page.source)
