"""Examples of the portfolio."""

from typing import Any

from sorbo_web.openapi.examples.common import CREATED, PROJET_ID, UPDATED, Json
from sorbo_web.portfolio.projet_schemas import ProjetDraft, ProjetPage, ProjetPatch, ProjetView

_draft: Json = {
    "slug": None,
    "title": "Pont d'exemple sur la Volta blanche",
    "description": "Un pont à poutres de trois travées, de l'étude hydrologique au suivi des travaux.",
    "category": "genie-civil",
    "client": {"name": "Direction des routes d'exemple", "kind": "public", "country": None, "city": None},
    "services": ["etude", "suivi"],
    "place": {
        "country": "Burkina Faso",
        "city": "Kaya",
        "coordinates": {"latitude": 13.09, "longitude": -1.08},
    },
    "start": "2024-02-05",
    "end": "2025-06-27",
    "progress": "termine",
    "budget": "confidentiel",
    "challenges": "Une crue décennale pendant les fondations.",
    "solutions": "Un batardeau, et un phasage calé sur la saison sèche.",
    "results": "Ouvrage livré trois semaines avant le terme.",
    "technologies": ["Robot Structural Analysis", "HEC-RAS"],
    "team": [{"role": "Ingénieur structure", "count": 2}, {"role": "Hydrologue", "count": 1}],
    "images": [{"src": "/images/projets/pont.jpg", "alt": "Le pont vu de l'aval, à l'étiage"}],
    "featured": True,
}
_projet: Json = {
    **_draft,
    "id": PROJET_ID,
    "slug": "pont-d-exemple-sur-la-volta-blanche",
    "status": "publie",
    "publishAt": None,
    "publishedAt": UPDATED,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}

EXAMPLES: dict[Any, Json] = {
    ProjetDraft: _draft,
    ProjetPatch: {"progress": "termine", "end": "2025-06-27", "place": {"city": "Kaya"}},
    ProjetView: _projet,
    ProjetPage: {"items": [_projet], "next": None},
}
