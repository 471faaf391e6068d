"""An example of every body and answer, in the words of the site. A test decodes each as its type."""

from typing import Any

from sorbo_core.mailing.report import MailReport
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
from sorbo_web.contact.schemas import Assignment, DemandeForm, DemandePage, DemandeReceipt, DemandeView, Move
from sorbo_web.delivery.schemas import DeadLetterPage, Requeued, RequeueForm
from sorbo_web.identity.schemas import CompteView, Credentials, TokenView
from sorbo_web.integrations.schemas import (
    DeliveryPage,
    DeliveryView,
    Reception,
    ReplayRange,
    ReplayReceipt,
    Rotation,
    WebhookDraft,
    WebhookPage,
    WebhookPatch,
    WebhookView,
    WebhookWithSecret,
)
from sorbo_web.notifications.schemas import (
    NotificationPage,
    NotificationView,
    PreferencesPatch,
    PreferencesView,
    ReadReceipt,
    UnreadCount,
)

Json = dict[str, Any]

_ID = "019376f2a4c87b1e9d3c5a7e8f901234"
_FORMATION_ID = "019376f2a4c87b1e9d3c5a7e8f905678"
_CREATED, _UPDATED = "2026-01-12T08:30:00Z", "2026-01-15T16:05:00Z"

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
}
_formation: Json = {
    **_draft,
    "id": _FORMATION_ID,
    "slug": "covadis-conception-de-projets-routiers",
    "status": "publie",
    "publishAt": None,
    "category": {"label": "Logiciels", "key": "logiciels"},
    "publishedAt": _UPDATED,
    "createdAt": _CREATED,
    "updatedAt": _UPDATED,
    "version": 2,
}
_session_draft: Json = {
    "formationId": _FORMATION_ID,
    "start": "2026-03-07",
    "end": "2026-04-04",
    "seats": 12,
    "location": "Abidjan, Cocody",
    "remote": False,
    "state": "planifiee",
}
_session: Json = {
    **_session_draft,
    "id": _ID,
    "seatsLeft": 0,
    "waiting": 2,
    "status": "publie",
    "publishedAt": _UPDATED,
    "createdAt": _CREATED,
    "updatedAt": _UPDATED,
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
    "id": _ID,
    "sessionId": _FORMATION_ID,
    "state": "demandee",
    "ending": None,
    "number": 7,
    "expiresAt": "2026-01-15T08:30:00Z",
    "name": "Responsable de la formation",
    "email": "formation@example.com",
    "phone": "+225 01 02 03 04 05",
    "company": "Bureau d'études d'exemple",
    "participants": [
        {"name": "Projeteur routier", "email": "projeteur@example.com"},
        {"name": "Conductrice de travaux", "email": None},
    ],
    "createdAt": _CREATED,
    "updatedAt": _UPDATED,
    "version": 1,
}
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
    "id": _ID,
    "details": _answers,
    "state": "en_traitement",
    "assigneeId": None,
    "createdAt": _CREATED,
    "updatedAt": _UPDATED,
    "version": 2,
}
_notification: Json = {
    "id": "5d1f0c7b9a3e42468b0d7c6e1f2a3b4c",
    "kind": "demande.received",
    "subject": {"type": "demande", "id": _ID},
    "facts": {"subject": "ingenierie"},
    "text": "Nouvelle demande : Étude d’ingénierie",
    "state": "unread",
    "createdAt": _CREATED,
    "readAt": None,
}
_preferences: Json = {
    "kinds": {
        "demande.received": {"inApp": True, "mail": "digest"},
        "demande.assigned": {"inApp": True, "mail": "at_once"},
        "inscription.requested": {"inApp": True, "mail": "digest"},
    },
    "version": 1,
}

_letter: Json = {
    "id": f"{_ID}.1:notify_staff",
    "handler": "notify_staff",
    "reason": "Refused: 550 5.1.1 no such user",
    "buriedAt": _UPDATED,
    "event": {
        "id": f"{_ID}.1",
        "type": "demande.received",
        "entityId": _ID,
        "sequence": 1,
        "occurredAt": _CREATED,
        "data": {"subject": "ingenierie"},
    },
}
_webhook_draft: Json = {
    "url": "https://hooks.example.com/sorbo",
    "eventTypes": ["demande.*", "formation.published"],
    "description": "Gestion de la relation client",
}
_webhook: Json = {
    **_webhook_draft,
    "id": _ID,
    "ownerId": _FORMATION_ID,
    "state": "active",
    "disabledReason": None,
    "failingSince": None,
    "createdAt": _CREATED,
    "updatedAt": _UPDATED,
    "version": 2,
}
_delivery: Json = {
    "id": f"{_FORMATION_ID}-1_{_ID}",
    "webhookId": _ID,
    "eventId": f"{_FORMATION_ID}.1",
    "type": "demande.received",
    "state": "delivered",
    "body": '{"type":"demande.received","timestamp":"2026-01-12T08:30:00Z","data":{…}}',
    "attempts": [
        {"at": _CREATED, "durationMs": 15004, "status": None, "error": "no answer in time"},
        {"at": _UPDATED, "durationMs": 87, "status": 204, "error": None},
    ],
    "nextAttemptAt": None,
    "createdAt": _CREATED,
    "updatedAt": _UPDATED,
}

_version: Json = {
    "version": 2,
    "status": "publie",
    "slug": "covadis-conception-de-projets-routiers",
    "title": "Covadis : conception de projets routiers",
    "changedBy": _ID,
    "changedAt": _UPDATED,
}
_differences: list[Json] = [
    {"pointer": "/status", "before": "brouillon", "after": "publie"},
    {"pointer": "/price/amount", "before": 125000, "after": 150000},
]
_report: Json = {
    "type": "mail.bounced",
    "data": {
        "address": "ancien@example.com",
        "occurredAt": _UPDATED,
        "reason": "550 5.1.1 no such user",
        "messageId": "<019376f2a4c87b1e9d3c5a7e8f904321.1.visitor@example.com>",
        "permanent": True,
        "status": "5.1.1",
    },
}

EXAMPLES: dict[Any, Json] = {
    FormationDraft: _draft,
    FormationPatch: {"price": {"amount": 175000, "currency": "XOF"}, "schedule": None},
    FormationView: _formation,
    FormationPage: {"items": [_formation], "next": None},
    FormationSheetView: {**_formation, "sessions": [_session]},
    ScheduleForm: {"publishAt": "2027-01-31T09:00:00Z"},
    VersionPage: {"items": [_version], "next": None},
    ComparisonView: {"before": 1, "after": 2, "differences": _differences},
    SessionDraft: _session_draft,
    SessionPatch: {"state": "confirmee", "seats": 14},
    SessionView: _session,
    SessionPage: {"items": [_session], "next": None},
    InscriptionForm: _inscription_form,
    InscriptionReceipt: {"id": _ID, "state": "demandee"},
    InscriptionView: _inscription,
    InscriptionPage: {"items": [_inscription], "next": None},
    Withdrawal: {"token": "Jm1Yb3kTq0VnX2c7RrWfHsLd9PzAeUgK"},
    DemandeForm: _form,
    DemandeReceipt: {"id": _ID, "state": "nouveau", "receivedAt": _CREATED},
    DemandeView: _demande,
    DemandePage: {"items": [_demande], "next": None},
    Assignment: {"assigneeId": _ID},
    Move: {"state": "traite"},
    NotificationView: _notification,
    NotificationPage: {"items": [_notification], "next": None},
    UnreadCount: {"unread": 3},
    ReadReceipt: {"read": 3},
    PreferencesView: _preferences,
    PreferencesPatch: {"kinds": {"demande.received": {"mail": "digest"}}},
    WebhookDraft: _webhook_draft,
    WebhookPatch: {"eventTypes": ["*"], "description": None},
    WebhookView: _webhook,
    WebhookPage: {"items": [_webhook], "next": None},
    WebhookWithSecret: {**_webhook, "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…"},
    Rotation: {"overlapHours": 24},
    DeliveryView: _delivery,
    DeliveryPage: {"items": [_delivery], "next": None},
    ReplayRange: {"since": _CREATED, "until": _UPDATED, "deliveredToo": False},
    ReplayReceipt: {"replayed": 12},
    MailReport: _report,
    Reception: {"id": "7c1f0c7b9a3e42468b0d7c6e1f2a3b4c"},
    Credentials: {"email": "equipe@example.com", "password": "une phrase de passe longue"},
    DeadLetterPage: {"items": [_letter], "next": None},
    RequeueForm: {"handler": "notify_staff", "type": None},
    Requeued: {"requeued": 1},
    TokenView: {"accessToken": "eyJhbGciOi…", "tokenType": "Bearer", "expiresAt": _UPDATED},
    CompteView: {
        "id": _ID,
        "email": "equipe@example.com",
        "name": "Équipe du site",
        "role": "editor",
        "permissions": [
            "catalogue:write",
            "demandes:read",
            "demandes:write",
            "drafts:read",
            "inscriptions:read",
            "inscriptions:write",
        ],
    },
}
