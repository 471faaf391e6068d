"""List emplois."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from sorbo_core.recruitment.emploi import EMPLOI
from sorbo_core.recruitment.ports import Candidatures, Emplois
from sorbo_core.recruitment.terms import EmploiState
from sorbo_core.recruitment.use_cases.emploi.sheets import EmploiSheet, Sheets
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.publication.use_cases.list import List
from sorbo_core.shared.publication.visibility import PUBLISHED
from sorbo_core.shared.query import Filter, ListQuery, Op, Page

_DAY = timedelta(days=1)


class ListEmplois:
    """List emplois, one page at a time; `state=actif` finds those for which one can apply today.

    Visitors see published ones only, and no salary that is not shown; staff who may read drafts see
    all of them, how many candidatures each has, and may filter by status.
    """

    def __init__(self, *, emplois: Emplois, candidatures: Candidatures, clock: Clock) -> None:
        self._list = List(noun=EMPLOI, entries=emplois, clock=clock)
        self._sheets = Sheets(candidatures=candidatures, clock=clock)
        self._clock = clock

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[EmploiSheet]:
        today = self._clock.now().date()
        filters = tuple(each for stated in query.filters for each in dated(stated, today))
        page = await self._list(actor=actor, query=msgspec.structs.replace(query, filters=filters))
        return Page(await self._sheets.of(actor, page.items), page.next)


def dated(stated: Filter, today: date) -> Iterator[Filter]:
    """Yield what a condition on the state, which nobody stores, means today; any other as it is."""
    if stated.path != "state":
        yield stated
    elif stated.value == EmploiState.ARCHIVE:
        yield Filter("status", Op.EQ, Status.ARCHIVE)
    else:
        yield PUBLISHED
        is_open = stated.value == EmploiState.ACTIF
        op, day = (Op.GTE, today) if is_open else (Op.LTE, today - _DAY)
        yield Filter("details.deadline", op, day.isoformat())
