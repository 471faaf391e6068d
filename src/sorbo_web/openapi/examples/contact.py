"""Examples of contact."""

from typing import Any

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

EXAMPLES: dict[Any, Json] = {
    DemandeForm: _form,
    DemandeReceipt: {"id": ID, "state": "nouveau", "receivedAt": CREATED},
    DemandeView: _demande,
    DemandePage: {"items": [_demande], "next": None},
    Assignment: {"assigneeId": ID},
    Move: {"state": "traite"},
}
