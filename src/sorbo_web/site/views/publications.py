"""Publications as the existing pages read them."""

from sorbo_core.content.publication import Publication
from sorbo_web.site.answers import Json
from sorbo_web.site.neutral import Address, Prose
from sorbo_web.site.views.shared import named, published_at, twice

_THOUSAND = 1000


def publication(entry: Publication, downloads: int) -> Json:
    """Return what pages read of a publication; without `typeFichier` they would show none at all."""
    said = entry.details
    return {
        **named(entry),
        **twice("category", "categorie", said.category),
        "description": Prose(said.description),
        "fichier": Address(said.file.src),
        "typeFichier": said.file.type,
        "taille": _size(said.file.size),
        "telechargements": downloads,
        "statut": entry.status,
        "datePublication": said.issued or published_at(entry),
    }


def _size(size: int | None) -> str:
    """Return so many bytes as people read them in French ("1,2 Mo")."""
    if size is None:
        return ""
    amount, units = float(size), iter(("octets", "Ko", "Mo", "Go", "To"))
    unit = next(units)
    while amount >= _THOUSAND and unit != "To":
        amount, unit = amount / _THOUSAND, next(units)
    return f"{amount:.0f} {unit}" if unit == "octets" else f"{amount:.1f} {unit}".replace(".", ",")
