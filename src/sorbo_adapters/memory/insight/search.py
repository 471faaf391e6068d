"""The search index in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec

from sorbo_core.insight.ports import Rebuilds, SearchIndex
from sorbo_core.insight.search.question import Question, Wanted
from sorbo_core.insight.search.ranking import Candidate
from sorbo_core.insight.search.record import Record, Terms


class MemorySearchIndex(SearchIndex):
    """The search index in memory."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}

    async def keep(self, record: Record) -> None:
        kept = self._records.get(record.id)
        if kept is None or kept.version <= record.version:
            self._records[record.id] = record

    async def candidates(self, question: Question, *, most: int) -> Sequence[Candidate]:
        shown = [each for each in self._records.values() if each.shown_at and each.kind in question.kinds]
        by_word = [[each for each in shown if _has(each.terms.all, wanted)] for wanted in question.words]
        rarest, wanted = min(zip(by_word, question.words, strict=True), key=lambda each: len(each[0]))
        rarest.sort(key=lambda each: (_place(each, wanted), -_age(each)))
        met = [each for each in rarest[:most] if all(_has(each.terms.all, word) for word in question.words)]
        return [_candidate(each) for each in met]

    async def records(self, ids: Collection[str]) -> Mapping[str, Record]:
        found = (self._records[each] for each in ids if each in self._records)
        return {each.id: msgspec.structs.replace(each, terms=Terms()) for each in found if each.shown_at}

    async def count_shown(self) -> Mapping[str, int]:
        return Counter(each.kind for each in self._records.values() if each.shown_at is not None)


class MemoryRebuilds(Rebuilds):
    """Progress in memory: a rebuild that dies with its process has nothing to go on with."""

    def __init__(self) -> None:
        self._reached: dict[str, str] = {}

    async def reached(self, kind: str) -> str | None:
        return self._reached.get(kind)

    async def reach(self, kind: str, id: str | None) -> None:
        self._reached.pop(kind, None)
        if id is not None:
            self._reached[kind] = id


def _has(terms: tuple[str, ...], wanted: Wanted) -> bool:
    return any(map(wanted.fits, terms))


def _place(record: Record, wanted: Wanted) -> int:
    return 0 if _has(record.terms.title, wanted) else 1 if _has(record.terms.keywords, wanted) else 2


def _age(record: Record) -> float:
    return record.shown_at.timestamp() if record.shown_at else 0.0


def _candidate(record: Record) -> Candidate:
    assert record.shown_at is not None  # noqa: S101 — only what is shown is looked at
    return Candidate(
        id=record.id,
        shown_at=record.shown_at,
        title=record.terms.title,
        keywords=record.terms.keywords,
    )
