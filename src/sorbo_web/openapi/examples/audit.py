"""Examples of the audit."""

from typing import Any

from sorbo_web.audit.schemas import AuditPage, AuditRecordView
from sorbo_web.openapi.examples.common import CREATED, ID, Json

_COMPTE_ID = "019376f2a4c87b1e9d3c5a7e8f908765"
_record: Json = {
    "id": "000000000042",
    "at": CREATED,
    "type": "demande.assigned",
    "entityId": ID,
    "by": {"kind": "compte", "id": _COMPTE_ID, "role": "admin"},
    "origin": {"address": "192.0.2.7", "sessionId": None},
    "requestId": "5f0c7d1e9a3b42468c0d7c6e1f2a3b4c",
    "changes": [{"pointer": "/assignee_id", "before": None, "after": _COMPTE_ID}],
    "eventId": f"{ID}.2",
    "sealedAt": "2026-01-12T08:30:02Z",
    "previous": "9b2c" * 16,
    "hash": "41d7" * 16,
}

EXAMPLES: dict[Any, Json] = {AuditRecordView: _record, AuditPage: {"items": [_record], "next": None}}
