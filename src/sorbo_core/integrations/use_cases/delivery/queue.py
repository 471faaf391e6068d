"""Put an event on its way to whoever asked for it."""

from contextlib import suppress

from sorbo_core.integrations.delivery import Delivery
from sorbo_core.integrations.ports import Deliveries, Webhooks
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.events import Event
from sorbo_core.shared.ports import Clock


class QueueWebhooks:
    """Put an event on its way to every webhook that is told of its type.

    An event that comes a second time is not queued a second time.
    """

    def __init__(self, *, webhooks: Webhooks, deliveries: Deliveries, clock: Clock) -> None:
        self._webhooks = webhooks
        self._deliveries = deliveries
        self._clock = clock

    async def __call__(self, event: Event) -> None:
        now = self._clock.now()
        for endpoint in await self._webhooks.active():
            if endpoint.wants(event.type):
                with suppress(AlreadyExists):
                    await self._deliveries.add(Delivery.of(event, endpoint, at=now))
