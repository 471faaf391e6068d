"""Examples of delivery."""

from typing import Any

from sorbo_web.delivery.schemas import DeadLetterPage, Requeued, RequeueForm
from sorbo_web.openapi.examples.common import CREATED, ID, UPDATED, Json

_letter: Json = {
    "id": f"{ID}.1:notify_staff",
    "handler": "notify_staff",
    "reason": "Refused: 550 5.1.1 no such user",
    "buriedAt": UPDATED,
    "event": {
        "id": f"{ID}.1",
        "type": "demande.received",
        "entityId": ID,
        "sequence": 1,
        "occurredAt": CREATED,
        "data": {"subject": "ingenierie"},
    },
}

EXAMPLES: dict[Any, Json] = {
    DeadLetterPage: {"items": [_letter], "next": None},
    RequeueForm: {"handler": "notify_staff", "type": None},
    Requeued: {"requeued": 1},
}
