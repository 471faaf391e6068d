"""Texts that people type: which ones are accepted, how they are compared, and their names for URLs."""

import re
import unicodedata
from typing import Annotated

from msgspec import Meta

# Both patterns are one look-ahead and one character class, so that matching is linear.
_LINE = r"^(?=\s*\S)[^\x00-\x1f\x7f]*$(?!\n)"
PROSE = r"^(?=\s*\S)[^\x00]*$"

Line = Annotated[str, Meta(min_length=1, max_length=200, pattern=_LINE)]
"""One line of text, not blank, without control characters."""

Lines = Annotated[tuple[Line, ...], Meta(max_length=50)]
"""A short list of them."""

Prose = Annotated[str, Meta(min_length=1, max_length=20_000, pattern=PROSE)]
"""Text of several lines, not blank, without NUL."""

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O"})


def fold(text: str) -> str:
    """Return the text as it is compared and sorted: no case, no accents, ligatures spelled out."""
    # Decomposed twice: some letters have case only after the first time, some accents appear by folding.
    spelled = unicodedata.normalize("NFKD", text).translate(_LIGATURES)
    decomposed = unicodedata.normalize("NFKD", spelled.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


MAX_SLUG = 100

Slug = Annotated[str, Meta(min_length=1, max_length=MAX_SLUG + 16, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""Lower-case ASCII letters and digits in groups joined by single hyphens; room is left for a suffix."""


def slugify(text: str) -> str:
    """Return the slug of a text, "sans-titre" where it has no letter or digit.

    Letters are kept rather than dropped: "Étude été" gives `etude-ete`.
    """
    folded = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    return folded[:MAX_SLUG].rstrip("-") or "sans-titre"
