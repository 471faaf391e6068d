"""Tell how often entries were used."""

from collections.abc import Sequence

from sorbo_core.shared.counting.ports import Counters


class TellCounts:
    """Tell of each of these entries how often it was used, as far as that is written."""

    def __init__(self, *, counters: Counters) -> None:
        self._counters = counters

    async def __call__(self, *, noun: str, ids: Sequence[str]) -> tuple[int, ...]:
        known = await self._counters.read(noun, ids) if ids else {}
        return tuple(known.get(id_, 0) for id_ in ids)
