"""Examples of the site's content."""

from typing import Any

from sorbo_web.content.actualite_schemas import (
    ActualiteDraft,
    ActualitePage,
    ActualitePatch,
    ActualiteSheetView,
    ActualiteView,
)
from sorbo_web.content.publication_schemas import (
    PublicationDraft,
    PublicationPage,
    PublicationPatch,
    PublicationSheetView,
    PublicationView,
)
from sorbo_web.openapi.examples.common import ACTUALITE_ID, CREATED, ID, PUBLICATION_ID, UPDATED, Json

_FILE = f"/files/{ID}"
_article: Json = {
    "slug": None,
    "title": "Les inscriptions de printemps sont ouvertes",
    "content": "Dix formations commencent en mars.\n\nLe programme de chacune est en ligne.",
    "summary": "Dix formations commencent en mars : choisissez la vôtre.",
    "author": "Sorbo Ingénierie",
    "category": "formation",
    "tags": ["formation", "Covadis"],
    "image": {"src": "/images/actualites/salle.jpg", "alt": "Une salle de formation et ses postes"},
}
_document: Json = {
    "slug": None,
    "title": "Guide du dimensionnement des chaussées",
    "description": "La méthode, pas à pas, et deux exemples chiffrés.",
    "file": {
        "name": "guide-chaussees.pdf",
        "src": "/documents/guide-chaussees.pdf",
        "type": "pdf",
        "size": 1843200,
        "sha256": None,
    },
    "category": "rapport",
    "issued": "2025-11-03",
}
_facts: Json = {
    "status": "publie",
    "publishAt": None,
    "publishedAt": UPDATED,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}
_actualite: Json = {
    **_article,
    **_facts,
    "id": ACTUALITE_ID,
    "image": {
        "src": _FILE,
        "alt": "Une salle de formation et ses postes",
        "width": 1600,
        "height": 900,
        "color": "#334455",
        "placeholder": "data:image/webp;base64,UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAfQ//73v/+BiOh/AAA=",
        "sources": [
            {"type": "image/avif", "srcset": f"{_FILE}/w480.avif 480w, {_FILE}/w960.avif 960w"},
            {"type": "image/webp", "srcset": f"{_FILE}/w480.webp 480w, {_FILE}/w960.webp 960w"},
        ],
    },
    "slug": "les-inscriptions-de-printemps-sont-ouvertes",
}
_publication: Json = {
    **_document,
    **_facts,
    "id": PUBLICATION_ID,
    "slug": "guide-du-dimensionnement-des-chaussees",
}

EXAMPLES: dict[Any, Json] = {
    ActualiteDraft: _article,
    ActualitePatch: {"summary": "Dix formations commencent en mars.", "image": None},
    ActualiteView: _actualite,
    ActualiteSheetView: {**_actualite, "views": 312},
    ActualitePage: {"items": [{**_actualite, "views": 312}], "next": None},
    PublicationDraft: _document,
    PublicationPatch: {"file": {"size": 1850000}, "issued": None},
    PublicationView: _publication,
    PublicationSheetView: {**_publication, "downloads": 57},
    PublicationPage: {"items": [{**_publication, "downloads": 57}], "next": None},
}
