"""Webhooks that were received, and kept until long after the work that follows from them."""

import hashlib
from abc import abstractmethod
from datetime import datetime, timedelta
from typing import ClassVar, Protocol, Self

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.errors import NotFound
from sorbo_core.shared.events import EventData

KEPT_FOR = timedelta(days=30)
"""How long a sender's retry is known for one; senders give up after days."""


class ReceivedWebhookNotFound(NotFound):
    """No such webhook was received, or too long ago to be kept."""

    code = "received_webhook_not_found"


class ReceivedWebhook(Entity, frozen=True, kw_only=True):
    """A webhook that its source has signed.

    Attributes:
        source: name of the source.
        webhook_id: what the source calls it.
        body: as it was signed. It may tell of people: only handlers read it.
    """

    masked: ClassVar = ("body",)

    source: str
    webhook_id: str
    body: str

    @classmethod
    def received(cls, data: EventData, *, source: str, webhook_id: str, body: str, at: datetime) -> Self:
        """Return the webhook with the event that it tells of."""
        webhook = cls(
            id=id_of(source, webhook_id),
            created_at=at,
            updated_at=at,
            source=source,
            webhook_id=webhook_id,
            body=body,
        )
        return webhook.changed(data, at=at)


def id_of(source: str, webhook_id: str) -> str:
    """Return the id of a source's webhook: the same for each retry, whatever the source puts in its own."""
    return hashlib.sha256(f"{source}\n{webhook_id}".encode()).hexdigest()[:32]


class ReceivedWebhooks(Protocol):
    """What was received in the last 30 days (`KEPT_FOR`), each once."""

    @abstractmethod
    async def add(self, webhook: ReceivedWebhook, /) -> ReceivedWebhook:
        """Store a webhook with its event and return it at version 1.

        Raises:
            AlreadyExists: it was received before.
        """

    @abstractmethod
    async def get(self, id: str) -> ReceivedWebhook:
        """Return the webhook with this id.

        Raises:
            ReceivedWebhookNotFound: there is none.
        """
