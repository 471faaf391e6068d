"""Search."""

from datetime import datetime

import msgspec

from sorbo_core.insight.ports import SearchIndex
from sorbo_core.insight.search.highlight import Segment, excerpt, marked
from sorbo_core.insight.search.question import Question
from sorbo_core.insight.search.ranking import ranked
from sorbo_core.insight.search.record import Record

MOST_RANKED = 500


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was found, with the words that were looked for marked."""

    kind: str
    id: str
    slug: str
    published_at: datetime
    title: tuple[Segment, ...]
    excerpt: tuple[Segment, ...]


class Search:
    """Find what is published by the words in it, over every kind of thing, the best first.

    Case, accents, ligatures (`œ` and `oe`), apostrophes with what they cut off (`l’`, `d'`) and simple
    plurals do not matter. All words have to be there; the last one may be the beginning of a word,
    unless a space or a sign follows it. A word in the title says most, then one in category, type or
    place, then one in the text; among equals, the latest come first.

    Of words that more than 500 things have, the 500 with the word in the title, then the latest, are
    looked at. Segments are plain text, never HTML.
    """

    def __init__(self, *, index: SearchIndex, kinds: tuple[str, ...]) -> None:
        self._index = index
        self.kinds = kinds

    async def __call__(self, *, text: str, kind: str | None = None, limit: int = 20) -> tuple[Found, ...]:
        question = Question.asked(text, kinds=self.kinds if kind is None else (kind,))
        if not question.words:
            return ()
        best = ranked(await self._index.candidates(question, most=MOST_RANKED), question, limit=limit)
        if not best:
            return ()
        records = await self._index.records([each.id for each in best])
        # One may have been archived since.
        return tuple(_found(records[each.id], each.shown_at, question) for each in best if each.id in records)


def _found(record: Record, shown_at: datetime, question: Question) -> Found:
    return Found(
        kind=record.kind,
        id=record.entity_id,
        slug=record.slug,
        published_at=shown_at,
        title=marked(record.title, question),
        excerpt=excerpt(record.text, question),
    )
