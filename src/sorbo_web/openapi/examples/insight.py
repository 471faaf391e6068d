"""Examples of search and statistics."""

from typing import Any

from sorbo_web.insight.schemas import (
    FoundPage,
    FunnelFiguresView,
    PublicFiguresView,
    RevenueFiguresView,
    StaffFiguresView,
)
from sorbo_web.openapi.examples.common import FORMATION_ID, ID, UPDATED, Json

_steps = {"recue": 12, "preselection": 5, "entretien": 3, "retenue": 1, "refusee": 8}

EXAMPLES: dict[Any, Json] = {
    FoundPage: {
        "items": [
            {
                "kind": "formation",
                "id": FORMATION_ID,
                "slug": "covadis-projets-routiers",
                "title": [
                    {"text": "Covadis : ", "matched": False},
                    {"text": "projets", "matched": True},
                    {"text": " routiers", "matched": False},
                ],
                "excerpt": [
                    {"text": "Conduire un ", "matched": False},
                    {"text": "projet", "matched": True},
                    {"text": " du levé au métré.", "matched": False},
                ],
                "publishedAt": UPDATED,
            }
        ]
    },
    PublicFiguresView: {
        "published": {
            "formation": 10,
            "logiciel": 7,
            "projet": 6,
            "emploi": 5,
            "actualite": 8,
            "publication": 6,
        },
        "sessionsToCome": 14,
        "downloads": {"logiciel": 812, "publication": 1240},
    },
    StaffFiguresView: {
        "first": "2026-01-01",
        "last": "2026-02-28",
        "demandes": {
            "total": 3,
            "byState": {"nouveau": 1, "en_traitement": 0, "traite": 2},
            "bySubject": {
                "ingenierie": 2,
                "formation": 1,
                "logiciel": 0,
                "carriere": 0,
                "rendezvous": 0,
                "autre": 0,
            },
            "byMonth": {"2026-01": 1, "2026-02": 2},
        },
        "inscriptions": {
            "total": 2,
            "byState": {"en_attente": 0, "demandee": 1, "confirmee": 1, "presente": 0, "annulee": 0},
            "byMonth": {"2026-02": 2},
        },
        "sessions": {"sessions": 2, "seats": 24, "taken": 9, "waiting": 0, "fillRate": 0.375},
    },
    RevenueFiguresView: {
        "first": "2026-01-01",
        "last": "2026-02-28",
        "inscriptions": 9,
        "unpriced": 1,
        "total": [{"amount": 1320000, "currency": "XOF"}],
        "byMonth": {
            "2026-01": [{"amount": 450000, "currency": "XOF"}],
            "2026-02": [{"amount": 870000, "currency": "XOF"}],
        },
    },
    FunnelFiguresView: {
        "first": "2026-01-01",
        "last": "2026-02-28",
        "total": _steps,
        "byMonth": {"2026-02": _steps},
        "byEmploi": {ID: _steps},
    },
}
