"""Who may send us webhooks, and how they prove that it is them."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

import msgspec

from sorbo_core.shared.errors import Unauthenticated
from sorbo_core.shared.events import EventData


class WebhookSignatureInvalid(Unauthenticated):
    """The call carries no signature that fits its bytes."""

    code = "webhook_signature_invalid"


class WebhookTimestampStale(Unauthenticated):
    """The signature is right, and too old or too far ahead of our clock."""

    code = "webhook_timestamp_stale"


class Scheme(Protocol):
    """How the calls of a source are signed."""

    @abstractmethod
    def verify(self, *, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
        """Return the id that the sender gives this call: the same at each of its retries.

        Nothing of the body is read before its signature is found right, in constant time.

        Args:
            headers: by name in lower case; several of one name are joined by commas.
            body: exactly as it arrived.
            now: the present instant.

        Raises:
            WebhookSignatureInvalid: signature, id or timestamp is missing, malformed or does not fit.
            WebhookTimestampStale: it was signed at another time than about now.
        """


class WebhookSource(msgspec.Struct, frozen=True, kw_only=True):
    """A system that tells us things by webhooks.

    Attributes:
        name: lower-case letters, digits and hyphens; ends its URL, and begins its types of events.
        payload: what its bodies are, for the documentation.
        scheme: how it signs; None while no secret is configured, when nobody is let in.
        read: the event that a body tells of, or None where it tells of nothing that concerns us;
            raises Malformed or Invalid for a body that is none of its own.
    """

    name: str
    payload: Any
    scheme: Scheme | None
    read: Callable[[bytes], EventData | None]
