"""Words of French texts, and the terms by which they are the same.

Two words have one term when they differ by case, accents, ligatures or a simple plural. An article
or pronoun that has lost its vowel (l', d', qu', …) is no word of its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sorbo_core.shared.text import fold

LONGEST_TERM = 40

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_APOSTROPHES = "'’ʼ‘′＇"  # noqa: RUF001 — what people type for an apostrophe
_ELIDED = frozenset(("l", "d", "qu", "n", "s", "c", "j", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu"))
_PLURALS = {
    "travaux": "travail",
    "vitraux": "vitrail",
    "emaux": "email",
    "coraux": "corail",
    "yeux": "oeil",
}
# The longer ending first: bureaux, noyaux, canaux.
_ENDINGS = (("eaux", "eau"), ("yaux", "yau"), ("aux", "al"))
_SHORTEST_PLURAL = 4


class Word(NamedTuple):
    """A word in a text: where it stands, and its term."""

    start: int
    end: int
    term: str


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text that say something, in their order."""
    for found in _WORD.finditer(text):
        if text[found.end() : found.end() + 1] in _APOSTROPHES and _is_elided(found):
            continue
        term = term_of(found[0])
        if term and term not in _SAYING_NOTHING:
            yield Word(found.start(), found.end(), term)


def terms_of(*texts: str) -> tuple[str, ...]:
    """Return the distinct terms of some texts, in the order in which they appear first."""
    return tuple(dict.fromkeys(word.term for text in texts for word in words_of(text)))


@lru_cache(maxsize=20_000)
def term_of(word: str) -> str:
    """Return what stands for a word; the term of a term is itself."""
    term = "".join(c for c in fold(word) if c.isalnum())[:LONGEST_TERM]
    while (shorter := _singular(term)) != term:
        term = shorter
    return term


def _is_elided(found: re.Match[str]) -> bool:
    # At the end of a text there is no apostrophe: "" is in every text.
    return found.end() < len(found.string) and fold(found[0]) in _ELIDED


def _singular(term: str) -> str:
    if term in _PLURALS:
        return _PLURALS[term]
    if len(term) < _SHORTEST_PLURAL:
        return term
    for plural, singular in _ENDINGS:
        if term.endswith(plural):
            return term.removesuffix(plural) + singular
    return term[:-1] if term.endswith(("s", "x")) and not term.endswith("ss") else term


def composed(text: str) -> str:
    """Return the text with its accents in their letters, as it is cut and shown."""
    return unicodedata.normalize("NFC", text)


_COMMON = """
à au aux avec ce ces cet cette dans de des du elle elles en est et eux il ils la le les leur leurs ne nos
notre nous on ou où par pas pour que qui sa se ses son sont sur un une vos votre vous y
"""
_SAYING_NOTHING = frozenset(map(term_of, _COMMON.split()))
