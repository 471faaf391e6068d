"""Which passwords are among the first that somebody tries who does not know them."""

import gzip
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from sorbo_core.shared.text import fold

LEAKED, FRENCH = "leaked.txt.gz", "french.txt"
SHORTEST = 4
# Whoever has to try eight characters that nothing foretells is not done with a list of words.
_ENOUGH, _FEW, _SEQUENCE = 8, 6, 3
_LEET = str.maketrans("013457@$!", "oieastasi")
_ROWS = (
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1aqw2zsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1a2z3e4r5t6y7u8i9o0p",
)
_BESIDE = frozenset(one + other for row in _ROWS for one, other in pairwise(row))


def is_common(password: str) -> bool:
    """Tell whether a password is a common one: one or two listed words, with sequences around them."""
    return fold(password) in _listed() or any(_is_weak(*form) for form in _forms(password))


def is_about(password: str, names: Iterable[str]) -> bool:
    """Tell whether a password says little but words of these names and addresses."""
    words = sorted({word for name in names for word in _words_of(name)}, key=len, reverse=True)
    for letters, others in _forms(password):
        left = letters
        for word in words:
            left = left.replace(word, "")
        few = _surprises(left) + _surprises(others) < _ENOUGH
        if left != letters and (few or _is_weak(left, others)):
            return True
    return False


def letters_of(text: str) -> str:
    """Return the letters of a text as they are compared: no case, no accents."""
    return "".join(filter(str.isalpha, fold(text)))


def _words_of(name: str) -> list[str]:
    spaced = "".join(each if each.isalpha() else " " for each in fold(name))
    words = [word for word in spaced.split() if len(word) >= SHORTEST]
    return [*words, "".join(spaced.split())] if words else []


def _forms(password: str) -> Iterator[tuple[str, str]]:
    """Yield the letters of a password and what else is in it: as it is, and with signs read as letters."""
    folded = fold(password).replace(" ", "")
    inside = folded.strip("".join(each for each in folded if not each.isalpha()))
    around = folded.replace(inside, "", 1) if inside else folded
    for text in (inside, inside.translate(_LEET)):
        yield letters_of(text), around + "".join(each for each in text if not each.isalpha())


def _is_weak(letters: str, others: str) -> bool:
    unit, further = _unit(letters), _surprises(others)
    if further >= _ENOUGH:
        return False
    return _surprises(unit) + further < _FEW or _is_listed(unit)


def _surprises(text: str) -> int:
    """Return how many characters neither repeat nor lie beside the one before, on keyboard or alphabet."""
    return bool(text) + sum(not _follows(*both) for both in pairwise(text))


def _follows(one: str, other: str) -> bool:
    return one == other or one + other in _BESIDE or other + one in _BESIDE


def _unit(text: str) -> str:
    """Return what a text is a repetition of, the text itself if of nothing shorter."""
    length = (text + text).find(text, 1) if text else 0
    return text[:length]


def _is_listed(letters: str) -> bool:
    known = _listed()
    if letters in known or letters[::-1] in known:
        return True
    halves = ((letters[:cut], letters[cut:]) for cut in range(1, len(letters)))
    return any(all(half in known or _is_sequence(half) for half in both) for both in halves)


def _is_sequence(text: str) -> bool:
    return len(text) >= _SEQUENCE and _surprises(text) == 1


@cache
def _listed() -> frozenset[str]:
    folder = files(__package__)
    leaked = gzip.decompress((folder / LEAKED).read_bytes()).decode().split()
    french = (folder / FRENCH).read_text("utf-8").split()
    return frozenset((*leaked, *map(letters_of, french)))
