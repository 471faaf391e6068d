"""Texts cut where they answer a question. Segments are plain text, whatever they hold."""

from collections.abc import Iterator

import msgspec

from sorbo_core.insight.search.question import Question
from sorbo_core.shared.finding.words import words_of

_LONGEST_EXCERPT = 240
_BEFORE = 60
_ELLIPSIS = "…"


class Segment(msgspec.Struct, frozen=True):
    """A piece of a text, and whether it is a word that was looked for."""

    text: str
    matched: bool = False


def marked(text: str, question: Question) -> tuple[Segment, ...]:
    """Return the whole text in segments; together they are the text."""
    return tuple(_segments(text, question))


def excerpt(text: str, question: Question) -> tuple[Segment, ...]:
    """Return a piece of the text around the first word that was looked for, else its beginning."""
    flat = " ".join(text.split())
    first = next((word.start for word in words_of(flat) if question.fits(word.term)), 0)
    start = 0 if first <= _BEFORE else _after_space(flat, first - _BEFORE, first)
    end = start + _LONGEST_EXCERPT
    if end < len(flat):
        space = flat.rfind(" ", max(start, first) + 1, end)
        end = end if space < 0 else space
    lead, tail = _ELLIPSIS if start else "", _ELLIPSIS if end < len(flat) else ""
    return marked(f"{lead}{flat[start:end]}{tail}", question)


def _after_space(text: str, start: int, end: int) -> int:
    space = text.find(" ", start, end)
    return start if space < 0 else space + 1


def _segments(text: str, question: Question) -> Iterator[Segment]:
    done = 0
    for word in words_of(text):
        if not question.fits(word.term):
            continue
        if word.start > done:
            yield Segment(text[done : word.start])
        yield Segment(text[word.start : word.end], matched=True)
        done = word.end
    if done < len(text):
        yield Segment(text[done:])
