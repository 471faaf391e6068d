"""Integrations in memory."""

from collections.abc import Collection
from datetime import datetime, timedelta

import msgspec

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.identity.errors import CompteNotFound
from sorbo_core.integrations.delivery import Delivery, DeliveryState
from sorbo_core.integrations.endpoint import Webhook, WebhookState
from sorbo_core.integrations.errors import WebhookDeliveryNotFound, WebhookNotFound
from sorbo_core.integrations.outcome import Outcome
from sorbo_core.integrations.ports import Deliveries, Outcomes, Owners, Waiting, Webhooks
from sorbo_core.shared.incoming.webhook import ReceivedWebhook, ReceivedWebhookNotFound, ReceivedWebhooks


class MemoryWebhooks(MemoryCollection[Webhook], Webhooks):
    """Endpoints in memory."""

    def __init__(self) -> None:
        super().__init__("webhooks", Webhook, missing=WebhookNotFound)

    async def active(self) -> tuple[Webhook, ...]:
        endpoints = map(self._decoded, self._documents.values())
        return tuple(each for each in endpoints if each.state is WebhookState.ACTIVE)


class MemoryDeliveries(MemoryCollection[Delivery], Deliveries):
    """Deliveries in memory; they stay for as long as the process does."""

    def __init__(self) -> None:
        super().__init__("webhook_deliveries", Delivery, missing=WebhookDeliveryNotFound)

    async def claim(
        self, *, now: datetime, lease: timedelta, token: str, but: Collection[str] = ()
    ) -> Delivery | None:
        due = [
            (each.due_at, each)
            for each in map(self._decoded, self._documents.values())
            if each.due_at is not None and each.due_at <= now and each.endpoint_id not in but
        ]
        if not due:
            return None
        _, first = min(due, key=lambda found: found[0])
        leased = msgspec.structs.replace(first, due_at=now + lease, token=token)
        return self._store(leased, version=first.version + 1)

    async def replay(
        self,
        endpoint_id: str,
        *,
        since: datetime,
        until: datetime,
        states: Collection[DeliveryState],
        now: datetime,
    ) -> int:
        found = [
            each
            for each in map(self._decoded, self._documents.values())
            if each.endpoint_id == endpoint_id and since <= each.created_at < until and each.state in states
        ]
        for each in found:
            self._store(each.replay(at=now), version=each.version + 1)
        return len(found)

    async def waiting(self) -> Waiting:
        known = map(self._decoded, self._documents.values())
        due = [each.due_at for each in known if each.due_at is not None]
        return Waiting(len(due), min(due, default=None))


class MemoryOutcomes(Outcomes):
    """Keeps what became of deliveries, in order."""

    def __init__(self) -> None:
        self.counted: list[Outcome] = []

    def count(self, outcome: Outcome) -> None:
        self.counted.append(outcome)


class MemoryReceivedWebhooks(MemoryCollection[ReceivedWebhook], ReceivedWebhooks):
    """Webhooks that were received in memory; they stay for as long as the process does."""

    def __init__(self) -> None:
        super().__init__("received_webhooks", ReceivedWebhook, missing=ReceivedWebhookNotFound)


class MemoryOwners(Owners):
    """Who is told, by the accounts in memory."""

    def __init__(self, comptes: MemoryComptes) -> None:
        self._comptes = comptes

    async def address_of(self, compte_id: str) -> str | None:
        try:
            compte = await self._comptes.get(compte_id)
        except CompteNotFound:
            return None
        return compte.email if compte.active else None
