"""Projets as the existing pages read them."""

from sorbo_core.portfolio.facts import Client, Place
from sorbo_core.portfolio.projet import Projet
from sorbo_web.site.answers import Json
from sorbo_web.site.neutral import Prose
from sorbo_web.site.views.shared import named, source, text, twice


def projet(entry: Projet, _: int = 0) -> Json:
    """Return what pages read of a projet."""
    said = entry.details
    return {
        **named(entry),
        **twice("category", "categorie", said.category),
        "description": Prose(said.description),
        "client": _client(said.client),
        "prestations": tuple(said.services),
        "localisation": _place(said.place),
        "dateDebut": said.start,
        "dateFin": said.end,
        "statut": said.progress,
        "images": tuple(map(source, said.images)),
        "image": source(said.images[0] if said.images else None),
        "budget": text(said.budget),
        "defis": Prose(text(said.challenges)),
        "solutions": Prose(text(said.solutions)),
        "resultats": Prose(text(said.results)),
        "technologies": said.technologies,
        "equipe": [{"role": each.role, "nombre": each.count} for each in said.team],
        "featured": said.featured,
    }


def _client(client: Client | None) -> Json:
    if client is None:
        return {}
    return {
        "nom": client.name,
        "type": text(client.kind),
        "pays": text(client.country),
        "ville": text(client.city),
    }


def _place(place: Place | None) -> Json:
    if place is None:
        return {}
    point = place.coordinates
    where = {"coordonnees": {"lat": point.latitude, "lng": point.longitude}} if point else {}
    return {"pays": text(place.country), "ville": text(place.city), **where}
