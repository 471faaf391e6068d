"""Examples of integrations."""

from typing import Any

from sorbo_core.mailing.report import MailReport
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
from sorbo_web.openapi.examples.common import CREATED, FORMATION_ID, ID, UPDATED, Json

_webhook_draft: Json = {
    "url": "https://hooks.example.com/sorbo",
    "eventTypes": ["demande.*", "formation.published"],
    "description": "Gestion de la relation client",
}
_webhook: Json = {
    **_webhook_draft,
    "id": ID,
    "ownerId": FORMATION_ID,
    "state": "active",
    "disabledReason": None,
    "failingSince": None,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
    "version": 2,
}
_delivery: Json = {
    "id": f"{FORMATION_ID}-1_{ID}",
    "webhookId": ID,
    "eventId": f"{FORMATION_ID}.1",
    "type": "demande.received",
    "state": "delivered",
    "body": '{"type":"demande.received","timestamp":"2026-01-12T08:30:00Z","data":{…}}',
    "attempts": [
        {"at": CREATED, "durationMs": 15004, "status": None, "error": "no answer in time"},
        {"at": UPDATED, "durationMs": 87, "status": 204, "error": None},
    ],
    "nextAttemptAt": None,
    "createdAt": CREATED,
    "updatedAt": UPDATED,
}
_report: Json = {
    "type": "mail.bounced",
    "data": {
        "address": "ancien@example.com",
        "occurredAt": UPDATED,
        "reason": "550 5.1.1 no such user",
        "messageId": "<019376f2a4c87b1e9d3c5a7e8f904321.1.visitor@example.com>",
        "permanent": True,
        "status": "5.1.1",
    },
}

EXAMPLES: dict[Any, Json] = {
    WebhookDraft: _webhook_draft,
    WebhookPatch: {"eventTypes": ["*"], "description": None},
    WebhookView: _webhook,
    WebhookPage: {"items": [_webhook], "next": None},
    WebhookWithSecret: {**_webhook, "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…"},
    Rotation: {"overlapHours": 24},
    DeliveryView: _delivery,
    DeliveryPage: {"items": [_delivery], "next": None},
    ReplayRange: {"since": CREATED, "until": UPDATED, "deliveredToo": False},
    ReplayReceipt: {"replayed": 12},
    MailReport: _report,
    Reception: {"id": "7c1f0c7b9a3e42468b0d7c6e1f2a3b4c"},
}
