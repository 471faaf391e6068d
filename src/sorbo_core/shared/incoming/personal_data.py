"""What webhooks that others sent us hold of people."""

import json
from collections.abc import AsyncIterator
from datetime import datetime

import msgspec

from sorbo_core.shared.incoming.webhook import KEPT_FOR, ReceivedWebhook
from sorbo_core.shared.personal.holding import BATCH, Category, Holding, Kept
from sorbo_core.shared.personal.ports import Erased, Forgettable, Person, PersonalData, Record
from sorbo_core.shared.query import ListQuery

RECEIVED_HELD = Holding(
    name="received_webhooks",
    holds=ReceivedWebhook,
    about="Act once on what the mail provider reports",
    personal={"body": Category.CONTACT},
    plain=("source", "webhook_id"),
    kept=(
        Kept(
            days=None,
            text=f"{KEPT_FOR.days} days, then MongoDB deletes it",
            source="GDPR art. 5(1)(e): as long as a provider tries again, with a margin",
        ),
    ),
    erasure="deleted: what the report was to lead to does not follow any more",
)


class ReceivedHeld(PersonalData):
    """Webhooks whose body names a person's address.

    Bodies are kept as they were signed, so they are all read: there are no more than of 30 days, and
    erasing is rare.
    """

    def __init__(self, *, received: Forgettable[ReceivedWebhook]) -> None:
        self._received = received

    async def held(self, person: Person) -> tuple[Record, ...]:
        """Return them, as `PersonalData.held` promises."""
        return tuple(
            [
                Record(id=each.id, data=msgspec.to_builtins(each) | {"events": []})
                async for each in self._naming(person.address)
            ]
        )

    async def erase(self, person: Person, *, at: datetime) -> Erased:  # noqa: ARG002 — nothing here is dated by it
        """Erase them, as `PersonalData.erase` promises."""
        deleted = 0
        async for each in self._naming(person.address):
            await self._received.discard(each.id)
            deleted += 1
        return Erased(deleted=deleted)

    async def expire(self, *, at: datetime) -> int:  # noqa: ARG002 — the store deletes what is too old by itself
        """Let go of those whose period is over."""
        return 0

    async def _naming(self, address: str) -> AsyncIterator[ReceivedWebhook]:
        query = ListQuery(limit=BATCH)
        while True:
            page = await self._received.list(query)
            for each in page.items:
                if address in _spelled_out(each.body):
                    yield each
            if page.next is None:
                return
            query = msgspec.structs.replace(query, after=page.next)


def _spelled_out(body: str) -> str:
    """Return a JSON text in lower case, without escapes that could hide an address."""
    return json.dumps(json.loads(body), ensure_ascii=False).lower()
