"""Webhooks that others sign as Standard Webhooks 1.0 says."""

import hmac
import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sorbo_core.integrations.signing import sign
from sorbo_core.shared.incoming.source import Scheme, WebhookSignatureInvalid, WebhookTimestampStale

TOLERANCE = timedelta(minutes=5)
"""How far the clocks of both sides, and the way between them, may lie apart."""

# A full stop would let the id run over into the timestamp; what is no visible ASCII names nothing.
_ID = re.compile(r"[!-\-/-~]{1,255}")
_SECONDS = re.compile(r"[0-9]{1,12}")


class StandardWebhooks(Scheme):
    """Signed with one of several secrets, so that they can be exchanged without a gap.

    Args:
        secrets: as `signing.secret_of` returns them.
    """

    def __init__(self, secrets: Collection[str]) -> None:
        self._secrets = tuple(secrets)

    def verify(self, *, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
        """Check `webhook-signature`, which may have several signatures, then `webhook-timestamp`."""
        id, signed_at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
        if not (_ID.fullmatch(id) and _SECONDS.fullmatch(signed_at)):
            raise WebhookSignatureInvalid
        timestamp = int(signed_at)
        expected = sign(self._secrets, id=id, timestamp=timestamp, body=body).encode().split(b" ")
        offered = headers.get("webhook-signature", "").encode().split()
        if not any(hmac.compare_digest(each, right) for each in offered for right in expected):
            raise WebhookSignatureInvalid
        # Only whoever has a secret learns that the time is what is wrong.
        if abs(now.timestamp() - timestamp) > TOLERANCE.total_seconds():
            raise WebhookTimestampStale
        return id
