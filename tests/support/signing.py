"""Webhooks as others sign them: by an implementation that is not ours."""

import json
from datetime import datetime
from typing import Any

from standardwebhooks import Webhook as Signer

from sorbo_core.integrations.signing import sign
from support.build import NOW

SECRET, NEXT_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_" + "A" * 44
MESSAGE = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W"


def encoded(body: Any) -> bytes:
    """Return JSON as a sender writes it."""
    return json.dumps(body, ensure_ascii=False).encode()


def signed(body: bytes, *secrets: str, id: str = MESSAGE, at: datetime = NOW) -> dict[str, str]:
    """Return the headers of a webhook: one signature per secret, by SECRET if none is named."""
    signatures = (_signature(body, secret, id, at) for secret in secrets or (SECRET,))
    return {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _signature(body: bytes, secret: str, id: str, at: datetime) -> str:
    try:
        return str(Signer(secret).sign(id, at, body.decode()))
    except UnicodeDecodeError:  # the other implementation signs text only
        return sign([secret], id=id, timestamp=int(at.timestamp()), body=body)
