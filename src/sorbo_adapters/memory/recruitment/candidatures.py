"""Candidatures in memory."""

from collections import Counter
from collections.abc import Collection, Mapping

import msgspec

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_adapters.memory.store.queries import value_at
from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.recruitment.errors import AlreadyApplied, CandidatureNotFound
from sorbo_core.recruitment.ports import Candidatures, Reached
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.shared.figures.period import Period
from sorbo_core.shared.query import ListQuery, Page

CV_FILE = "candidate.cv.file.id"


class MemoryCandidatures(MemoryCollection[Candidature], Candidatures):
    """Candidatures in memory."""

    def __init__(self) -> None:
        super().__init__(
            "candidatures", Candidature, missing=CandidatureNotFound, unique={"key": AlreadyApplied}
        )

    async def by_key(self, key: str) -> Candidature:
        found = await self.find("key", key)
        if found is None:
            raise CandidatureNotFound
        return found

    async def list(self, query: ListQuery) -> Page[Candidature]:
        page = await super().list(query)
        return page.map(lambda each: msgspec.structs.replace(each, words=()))

    async def files_among(self, ids: Collection[str]) -> frozenset[str]:
        files = (value_at(document, CV_FILE) for document in self._documents.values())
        return frozenset(id_ for id_ in files if id_ in ids)

    async def counted(self, emploi_ids: Collection[str]) -> Mapping[str, int]:
        known = (document["emploi_id"] for document in self._documents.values())
        return Counter(id_ for id_ in known if id_ in emploi_ids)

    async def reached(self, period: Period) -> tuple[Reached, ...]:
        counts = Counter(
            (f"{each.created_at:%Y-%m}", each.emploi_id, state)
            for each in map(self._decoded, self._documents.values())
            if period.start <= each.created_at <= period.end
            for state in {CandidatureState.RECUE, *(move.target for move in each.history)}
        )
        return tuple(
            Reached(month=month, emploi_id=emploi_id, state=state, candidatures=count)
            for (month, emploi_id, state), count in counts.items()
        )
