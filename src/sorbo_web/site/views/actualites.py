"""Actualites as the existing pages read them."""

from sorbo_core.content.actualite import Actualite
from sorbo_web.site.answers import Json
from sorbo_web.site.neutral import Prose
from sorbo_web.site.views.shared import named, published_at, source, text, twice


def actualite(entry: Actualite, _: int = 0) -> Json:
    """Return what pages read of an actualite. Its text is text: the markup of its paragraphs is theirs."""
    said = entry.details
    return {
        **named(entry),
        **twice("content", "contenu", Prose(said.content)),
        **twice("category", "categorie", said.category),
        **twice("author", "auteur", said.author),
        **twice("date", "datePublication", published_at(entry)),
        **twice("imageUrl", "image", source(said.image)),
        "resume": Prose(said.summary),
        "description": Prose(said.summary),
        "imageAlt": text(said.image.alt if said.image else None),
        "tags": said.tags,
        "statut": entry.status,
        "publié": True,
    }
