"""Formations as the existing pages read them."""

from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.level import Level
from sorbo_web.site.answers import Json
from sorbo_web.site.neutral import Prose
from sorbo_web.site.views.shared import named, price, source, text, twice

_LEVELS = {Level.DEBUTANT: "débutant", Level.INTERMEDIAIRE: "intermédiaire", Level.AVANCE: "avancé"}


def formation(entry: Formation, _: int = 0) -> Json:
    """Return what pages read of a formation. Visitors are shown published ones only: each is active."""
    said = entry.details
    return {
        **named(entry),
        **twice("price", "prix", price(said.price)),
        **twice("category", "categorie", said.category.label),
        **twice("duration", "duree", text(said.duration)),
        **twice("location", "localisation", text(said.location)),
        **twice("objectives", "objectifs", said.objectives),
        **twice("prerequisites", "prerequis", said.prerequisites),
        "description": Prose(said.description),
        "type": text(said.type),
        "niveau": _level(said.levels),
        "schedule": text(said.schedule),
        "dates": text(said.dates_text),
        "image": source(said.image),
        "locations": tuple(said.venues),
        "discount": said.discount,
        "featured": said.featured,
        "active": True,
        "status": "active",
    }


def _level(levels: tuple[Level, ...]) -> str:
    if not levels or len(levels) == len(Level):
        return "Tous niveaux" if levels else ""
    first, last = _LEVELS[levels[0]], _LEVELS[levels[-1]]
    return (first if first == last else f"{first} à {last}").capitalize()
