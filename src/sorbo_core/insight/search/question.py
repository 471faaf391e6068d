"""What somebody looks for."""

from typing import Self

import msgspec

from sorbo_core.shared.finding.words import words_of

MOST_WORDS = 8
_SHORTEST_BEGINNING = 2


class Wanted(msgspec.Struct, frozen=True):
    """A term that is looked for: a whole one, or (`open`) one that begins like this."""

    term: str
    open: bool = False

    def fits(self, term: str) -> bool:
        """Tell whether this is a term that is looked for."""
        return term.startswith(self.term) if self.open else term == self.term


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """All of these words, among things of these kinds.

    Attributes:
        words: eight at most, each another one.
        kinds: names of nouns (`formation`).
    """

    words: tuple[Wanted, ...]
    kinds: tuple[str, ...]

    @classmethod
    def asked(cls, text: str, *, kinds: tuple[str, ...]) -> Self:
        """Return the question in a text. What it ends with is perhaps still being typed: a beginning."""
        words = list(words_of(text))[:MOST_WORDS]
        wanted = {
            word.term: Wanted(word.term, word.end == len(text) and len(word.term) >= _SHORTEST_BEGINNING)
            for word in words
        }
        return cls(words=tuple(wanted.values()), kinds=kinds)

    def fits(self, term: str) -> bool:
        """Tell whether a term is one of those looked for."""
        return any(wanted.fits(term) for wanted in self.words)
