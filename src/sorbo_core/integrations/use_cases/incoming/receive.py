"""Receive a webhook."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from sorbo_core.integrations.errors import WebhookSourceNotFound
from sorbo_core.shared.errors import AlreadyExists, Malformed, Violation
from sorbo_core.shared.incoming.source import WebhookSource
from sorbo_core.shared.incoming.webhook import ReceivedWebhook, ReceivedWebhooks, id_of
from sorbo_core.shared.ports import Clock


class ReceiveWebhook:
    """Take in what another system tells us, signed by it.

    The answer comes as soon as it is stored; whatever follows from it happens afterwards, at least
    once. A webhook that comes again, with the same id from the same source, is answered in the same
    way and has no second effect. What tells of nothing that concerns us is answered as well, and
    not kept.

    Raises:
        WebhookSourceNotFound: there is no such source, or no secret is configured for it.
        WebhookSignatureInvalid: the signature is missing or does not fit.
        WebhookTimestampStale: it was signed more than 5 minutes ago, or ahead of our clock.
        Malformed, Invalid: it is signed, and not what this source sends.
    """

    def __init__(self, *, sources: Iterable[WebhookSource], received: ReceivedWebhooks, clock: Clock) -> None:
        self._sources = {source.name: source for source in sources}
        self._received = received
        self._clock = clock

    async def __call__(self, *, source: str, headers: Mapping[str, str], body: bytes) -> str:
        """Return the id under which the webhook is known here."""
        known = self._sources.get(source)
        if known is None or known.scheme is None:
            raise WebhookSourceNotFound
        now = self._clock.now()
        webhook_id = known.scheme.verify(headers=headers, body=body, now=now)
        data = known.read(body)
        if data is not None:
            webhook = ReceivedWebhook.received(
                data, source=source, webhook_id=webhook_id, body=_text(body), at=now
            )
            with suppress(AlreadyExists):
                await self._received.add(webhook)
        return id_of(source, webhook_id)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed(Violation("", "not_utf8")) from None
