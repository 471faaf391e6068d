"""Logiciels as the existing pages read them."""

from sorbo_core.catalogue.logiciel import Logiciel
from sorbo_core.shared.media.link import Link
from sorbo_web.site.answers import Json
from sorbo_web.site.neutral import Address, Prose
from sorbo_web.site.views.shared import named, price, published_at, source, text, twice


def logiciel(entry: Logiciel, downloads: int) -> Json:
    """Return what pages read of a logiciel. Where it cannot be had now, there is no link to it."""
    said = entry.details
    return {
        **named(entry),
        **twice("name", "nom", said.title),
        **twice("category", "categorie", said.category.label),
        **twice("price", "prix", price(said.price)),
        **twice("features", "fonctionnalites", said.features),
        **twice("featured", "populaire", said.featured),
        **twice("available", "disponible", said.available),
        **twice("downloadUrl", "lienTelechargement", _link(said.download if said.available else None)),
        **twice("trialUrl", "lienDemo", _link(said.demo)),
        "description": Prose(said.description),
        "version": text(said.current_version),
        "devise": "FCFA",
        "logo": source(said.logo),
        "image": source(said.image or said.logo),
        "headerImage": source(said.image),
        "nombreTelechargements": downloads,
        "dateAjout": published_at(entry),
    }


def _link(link: Link | None) -> Address:
    return Address(link or "")
