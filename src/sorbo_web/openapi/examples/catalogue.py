"""Examples of catalogue."""

from typing import Any

from sorbo_web.api.entries.schemas import ComparisonView, ScheduleForm, VersionPage
from sorbo_web.catalogue.formation_schemas import (
    FormationDraft,
    FormationPage,
    FormationPatch,
    FormationSheetView,
    FormationView,
)
from sorbo_web.catalogue.inscription_schemas import (
    InscriptionForm,
    InscriptionPage,
    InscriptionReceipt,
    InscriptionView,
    Withdrawal,
)
from sorbo_web.catalogue.session_schemas import SessionDraft, SessionPage, SessionPatch, SessionView
from sorbo_web.openapi.examples.common import CREATED, FORMATION_ID, ID, UPDATED, Json

_draft: Json = {
    "slug": None,
    "title": "Covadis : conception de projets routiers",
    "description": "Du levé topographique aux métrés, sur un projet de route réel.",
    "category": "Logiciels",
    "type": "covadis",
    "levels": ["debutant", "intermediaire"],
    "price": {"amount": 150000, "currency": "XOF"},
    "duration": "40 heures",
    "schedule": "5 séances, le samedi de 9 h à 16 h",
    "datesText": None,
    "location": "Abidjan, Cocody",
    "objectives": ["Concevoir un axe en plan et un profil en long", "Produire les métrés"],
    "prerequisites": ["Savoir dessiner avec AutoCAD"],
    "syllabus": [
        {"title": "Le terrain", "content": ["Importer un levé", "Contrôler le modèle"]},
        {"title": "La route", "content": ["Axe en plan", "Profil en long"]},
    ],
    "discount": 20,
    "image": {"src": "/images/formations/covadis.jpg", "alt": "Un axe de route sur un modèle de terrain"},
    "venues": ["nos-locaux", "client"],
    "featured": True,
}
_formation: Json = {
    **_draft,
    "id": FORMATION_ID,
    "slug": "covadis-conception-de-projets-routiers",
    "status": "publie",
    "publishAt": None,
    "category": {"label": "Logiciels", "key": "logiciels"},
    "discountedPrice": {"amount": 120000, "currency": "XOF"},
    "publishedAt": UPDATED,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}
_item: Json = {**_formation, "rating": {"average": 4.5, "count": 12}}
_session_draft: Json = {
    "formationId": FORMATION_ID,
    "start": "2026-03-07",
    "end": "2026-04-04",
    "seats": 12,
    "location": "Abidjan, Cocody",
    "remote": False,
    "trainer": "Ingénieur routier, quinze ans de projets",
    "state": "planifiee",
}
_session: Json = {
    **_session_draft,
    "id": ID,
    "seatsLeft": 0,
    "waiting": 2,
    "status": "publie",
    "publishedAt": UPDATED,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}
_inscription_form: Json = {
    "name": "Responsable de la formation",
    "email": "formation@example.com",
    "phone": "+225 01 02 03 04 05",
    "group": {
        "company": "Bureau d'études d'exemple",
        "participants": [
            {"name": "Projeteur routier", "email": "projeteur@example.com"},
            {"name": "Conductrice de travaux"},
        ],
    },
}
_inscription: Json = {
    "id": ID,
    "sessionId": FORMATION_ID,
    "state": "demandee",
    "ending": None,
    "number": 7,
    "expiresAt": "2026-01-15T08:30:00Z",
    "price": {"amount": 120000, "currency": "XOF"},
    "confirmedAt": None,
    "name": "Responsable de la formation",
    "email": "formation@example.com",
    "phone": "+225 01 02 03 04 05",
    "company": "Bureau d'études d'exemple",
    "participants": [
        {"name": "Projeteur routier", "email": "projeteur@example.com"},
        {"name": "Conductrice de travaux", "email": None},
    ],
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 1,
}
_version: Json = {
    "version": 2,
    "status": "publie",
    "slug": "covadis-conception-de-projets-routiers",
    "title": "Covadis : conception de projets routiers",
    "changedBy": ID,
    "changedAt": UPDATED,
}
_differences: list[Json] = [
    {"pointer": "/status", "before": "brouillon", "after": "publie"},
    {"pointer": "/price/amount", "before": 125000, "after": 150000},
]

EXAMPLES: dict[Any, Json] = {
    FormationDraft: _draft,
    FormationPatch: {"price": {"amount": 175000, "currency": "XOF"}, "schedule": None},
    FormationView: _formation,
    FormationPage: {"items": [{**_item, "sessions": [_session]}], "next": None},
    FormationSheetView: {**_item, "sessions": [_session]},
    ScheduleForm: {"publishAt": "2027-01-31T09:00:00Z"},
    VersionPage: {"items": [_version], "next": None},
    ComparisonView: {"before": 1, "after": 2, "differences": _differences},
    SessionDraft: _session_draft,
    SessionPatch: {"state": "confirmee", "seats": 14},
    SessionView: _session,
    SessionPage: {"items": [_session], "next": None},
    InscriptionForm: _inscription_form,
    InscriptionReceipt: {"id": ID, "state": "demandee"},
    InscriptionView: _inscription,
    InscriptionPage: {"items": [_inscription], "next": None},
    Withdrawal: {"token": "Jm1Yb3kTq0VnX2c7RrWfHsLd9PzAeUgK"},
}
