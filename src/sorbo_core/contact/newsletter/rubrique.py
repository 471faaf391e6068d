"""Rubrique: what a subscriber wants to read about, and what an issue is about."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from msgspec import Meta


class Rubrique(StrEnum):
    """A category of the newsletter."""

    FORMATIONS = "formations"
    ACTUALITES = "actualites"
    EMPLOIS = "emplois"
    LOGICIELS = "logiciels"


Rubriques = Annotated[tuple[Rubrique, ...], Meta(min_length=1, max_length=len(Rubrique))]


def distinct(rubriques: Iterable[Rubrique]) -> tuple[Rubrique, ...]:
    """Return them once each, in the order in which they are declared."""
    wanted = frozenset(rubriques)
    return tuple(each for each in Rubrique if each in wanted)
