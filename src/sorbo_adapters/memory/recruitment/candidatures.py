"""Candidatures in memory."""

from collections import Counter
from collections.abc import Collection, Mapping

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.recruitment.errors import AlreadyApplied, CandidatureNotFound
from sorbo_core.recruitment.ports import Candidatures, Reached
from sorbo_core.recruitment.state import CandidatureState
from sorbo_core.shared.figures.period import Period


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
