"""Examples of logiciels."""

from typing import Any

from sorbo_web.catalogue.logiciel_schemas import (
    LogicielDraft,
    LogicielPage,
    LogicielPatch,
    LogicielSheetView,
    LogicielView,
)
from sorbo_web.openapi.examples.common import CREATED, ID, UPDATED, Json

_draft: Json = {
    "slug": None,
    "title": "OH Route",
    "description": "Les ouvrages hydrauliques d'une route, du bassin versant à la note de calcul.",
    "category": "Hydrologie",
    "currentVersion": "1.1",
    "price": None,
    "features": ["Débits de projet par trois méthodes", "Dalots, buses et radiers"],
    "requirements": {
        "system": "Windows 10 ou 11",
        "ram": "8 Go",
        "disk": "500 Mo",
        "processor": "2 cœurs à 2 GHz",
    },
    "available": True,
    "featured": True,
    "download": "/OH-Route v1.1.rar",
    "demo": "https://example.com/oh-route/demo",
    "image": {"src": "/images/logiciels/oh-route.jpg", "alt": "Le profil en long d'un dalot"},
    "logo": {"src": "/images/logiciels/oh-route-logo.png", "alt": None},
    "releases": [
        {
            "number": "1.1",
            "date": "2026-01-10",
            "notes": "Les radiers submersibles.",
            "link": "/OH-Route v1.1.rar",
            "size": 48_300_000,
        }
    ],
    "content": "Hydrologie\n\nLes débits par bassin.\n\nHydraulique\n\nLes ouvrages qui les évacuent.",
}
_logiciel: Json = {
    **_draft,
    "id": ID,
    "slug": "oh-route",
    "status": "publie",
    "publishAt": None,
    "category": {"label": "Hydrologie", "key": "hydrologie"},
    "publishedAt": UPDATED,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}
_sheet: Json = {**_logiciel, "downloads": 318, "rating": {"average": 4.5, "count": 12}}

EXAMPLES: dict[Any, Json] = {
    LogicielDraft: _draft,
    LogicielPatch: {"currentVersion": "1.2", "requirements": {"ram": "16 Go"}, "demo": None},
    LogicielView: _logiciel,
    LogicielSheetView: _sheet,
    LogicielPage: {"items": [_sheet], "next": None},
}
