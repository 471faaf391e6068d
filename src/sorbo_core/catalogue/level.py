"""The levels that a formation is for."""

import re
from enum import StrEnum

from sorbo_core.shared.text import fold


class Level(StrEnum):
    """How much a participant knows already, in rising order."""

    DEBUTANT = "debutant"
    INTERMEDIAIRE = "intermediaire"
    AVANCE = "avance"


_WORDS = {
    "debutant": Level.DEBUTANT,
    "moyen": Level.INTERMEDIAIRE,
    "intermediaire": Level.INTERMEDIAIRE,
    "avance": Level.AVANCE,
    "confirme": Level.AVANCE,
    "expert": Level.AVANCE,
}
_ALL = ("tous niveaux", "tous les niveaux", "tout niveau")


def level_range(lowest: Level, highest: Level) -> tuple[Level, ...]:
    """Return the levels from one to the other, both included, in rising order."""
    order = list(Level)
    first, last = sorted((order.index(lowest), order.index(highest)))
    return tuple(order[first : last + 1])


def levels_in(text: str) -> tuple[Level, ...]:
    """Return the range of levels that a French phrase names; empty when it names none.

    "Débutant à intermédiaire" gives both levels, "débutant à avancé" all three.
    """
    # Folded, so that "Débutants", "debutant" and "DÉBUTANT" are one word.
    folded = fold(text)
    if folded in _ALL:
        return tuple(Level)
    named = [_WORDS[word] for word in re.findall(r"[a-z]+", _singular(folded)) if word in _WORDS]
    return level_range(min(named, key=_rank), max(named, key=_rank)) if named else ()


def _rank(level: Level) -> int:
    return list(Level).index(level)


def _singular(folded: str) -> str:
    return re.sub(r"e?s\b", lambda found: "e" if found[0] == "es" else "", folded)
