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


def level_range(*levels: Level) -> tuple[Level, ...]:
    """Return every level from the lowest of these to the highest, in rising order; none for none."""
    order = list(Level)
    ranks = sorted(order.index(level) for level in levels)
    return tuple(order[ranks[0] : ranks[-1] + 1]) if ranks else ()


def levels_in(text: str) -> tuple[Level, ...]:
    """Return the range of levels that a French phrase names; empty when it names none.

    "Débutant à intermédiaire" gives both levels, "débutant à avancé" all three.
    """
    # Folded, so that "Débutants", "debutant" and "DÉBUTANT" are one word.
    folded = fold(text)
    if folded in _ALL:
        return tuple(Level)
    return level_range(*(_WORDS[word] for word in re.findall(r"[a-z]+", _singular(folded)) if word in _WORDS))


def _singular(folded: str) -> str:
    return re.sub(r"e?s\b", lambda found: "e" if found[0] == "es" else "", folded)
