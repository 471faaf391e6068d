"""Examples of contact."""

from typing import Any

from sorbo_web.api.forms.controller import FormShown
from sorbo_web.contact.abonne_schemas import (
    AbonnePage,
    AbonneView,
    MailToken,
    OneClick,
    SubscriptionForm,
    SubscriptionReceipt,
)
from sorbo_web.contact.infolettre_schemas import (
    InfolettreDraft,
    InfolettrePage,
    InfolettrePatch,
    InfolettrePlan,
    InfolettreView,
    ProgressView,
)
from sorbo_web.contact.schemas import Assignment, DemandeForm, DemandePage, DemandeReceipt, DemandeView, Move
from sorbo_web.openapi.examples.common import CREATED, ID, UPDATED, Json

_form: Json = {
    "subject": "ingenierie",
    "name": "Responsable des travaux",
    "email": "travaux@example.com",
    "phone": "+225 01 02 03 04 05",
    "message": "Nous cherchons un bureau d'études pour un forage et son château d'eau.",
    "details": {"projectType": "etude", "projectLocation": "Bouaké", "projectBudget": "20m-50m"},
}
_answers: Json = {
    "about": "ingenierie",
    "projectType": "etude",
    "projectDescription": None,
    "projectLocation": "Bouaké",
    "projectBudget": "20m-50m",
    "projectDeadline": None,
}
_demande: Json = {
    **_form,
    "id": ID,
    "details": _answers,
    "state": "en_traitement",
    "assigneeId": None,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}

_abonne: Json = {
    "id": ID,
    "email": "travaux@example.com",
    "language": "fr",
    "categories": ["formations", "emplois"],
    "state": "confirme",
    "confirmedAt": UPDATED,
    "leftAt": None,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 3,
}
_issue_draft: Json = {
    "subject": "Les formations du printemps",
    "text": "Bonjour,\n\nTrois sessions Covadis ouvrent en mars.",
    "categories": ["formations"],
}
_issue: Json = {
    **_issue_draft,
    "id": ID,
    "state": "planifiee",
    "sendAt": "2026-02-02T07:00:00Z",
    "startedAt": None,
    "endedAt": None,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}

EXAMPLES: dict[Any, Json] = {
    FormShown: {"shown": "1768206600000~Jm1Yb3kTq0VnX2c7RrWfHsLd9PzAeUgK", "seconds": 3.0},
    DemandeForm: _form,
    DemandeReceipt: {"id": ID, "state": "nouveau", "receivedAt": CREATED},
    DemandeView: _demande,
    DemandePage: {"items": [_demande], "next": None},
    Assignment: {"assigneeId": ID},
    Move: {"state": "traite"},
    SubscriptionForm: {"email": "travaux@example.com", "categories": ["formations"], "language": "fr"},
    SubscriptionReceipt: {"state": "en_attente"},
    MailToken: {"token": f"{ID}.Jm1Yb3kTq0VnX2c7RrWfHsLd9PzAeUgK"},
    OneClick: {"List-Unsubscribe": "One-Click"},
    AbonneView: _abonne,
    AbonnePage: {"items": [_abonne], "next": None},
    InfolettreDraft: _issue_draft,
    InfolettrePatch: {"subject": "Les formations de l’été"},
    InfolettrePlan: {"sendAt": "2026-02-02T07:00:00Z"},
    InfolettreView: _issue,
    InfolettrePage: {"items": [_issue], "next": None},
    ProgressView: {"state": "en_cours", "sent": 180, "failed": 2, "skipped": 1, "left": 61},
}
