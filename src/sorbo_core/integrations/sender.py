"""Makes one attempt at a delivery."""

from datetime import timedelta

from sorbo_core.integrations.delivery import Attempt, Delivery
from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.integrations.signing import sign
from sorbo_core.shared.errors import Deferred
from sorbo_core.shared.outgoing.http import OutboundHttp, UrlRefused
from sorbo_core.shared.ports import Clock


class Sender:
    """Signs deliveries with every secret that is good at the time, and posts them."""

    def __init__(self, *, http: OutboundHttp, clock: Clock) -> None:
        self._http = http
        self._clock = clock

    async def attempt(self, delivery: Delivery, endpoint: Webhook) -> tuple[Attempt, str | None]:
        """Return what became of an attempt, and the Retry-After field of the answer if it had one."""
        started, body = self._clock.now(), delivery.body.encode()
        timestamp = int(started.timestamp())
        secrets = endpoint.secrets_at(started)
        headers = {
            "content-type": "application/json",
            "webhook-id": delivery.id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": sign(secrets, id=delivery.id, timestamp=timestamp, body=body),
        }
        status, error, asked = None, "", None
        try:
            reply = await self._http.post(endpoint.url, headers=headers, body=body)
        except Deferred as refusal:
            error = refusal.reason
        except UrlRefused as refusal:
            error = ", ".join(violation.code for violation in refusal.violations)
        else:
            status, error, asked = reply.status, reply.excerpt, reply.retry_after
        lasted = (self._clock.now() - started) // timedelta(milliseconds=1)
        return Attempt.made(at=started, duration_ms=lasted, status=status, error=error), asked
