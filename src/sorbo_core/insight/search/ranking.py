"""Which of the things that were found come first."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from sorbo_core.insight.search.question import Question, Wanted

_TITLE, _KEYWORD, _TEXT = 8.0, 4.0, 1.0
_ONLY_BEGINS = 0.75
_WHOLE_TITLE = 4.0


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Something that meets a question, with what decides about its place."""

    id: str
    shown_at: datetime
    title: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


def ranked(candidates: Iterable[Candidate], question: Question, *, limit: int) -> Sequence[Candidate]:
    """Return the best ones, the best first; among equals the latest, then by id."""
    by_id = sorted(candidates, key=lambda each: each.id)
    by_date = sorted(by_id, key=lambda each: each.shown_at, reverse=True)
    return sorted(by_date, key=lambda each: -_score(each, question))[:limit]


def _score(candidate: Candidate, question: Question) -> float:
    hits = sum(_weight(candidate, wanted) for wanted in question.words)
    named = sum(question.fits(term) for term in candidate.title)
    return hits + _WHOLE_TITLE * named / (len(candidate.title) or 1)


def _weight(candidate: Candidate, wanted: Wanted) -> float:
    for terms, weight in ((candidate.title, _TITLE), (candidate.keywords, _KEYWORD)):
        if wanted.term in terms:
            return weight
        if wanted.open and any(map(wanted.fits, terms)):
            return weight * _ONLY_BEGINS
    return _TEXT
