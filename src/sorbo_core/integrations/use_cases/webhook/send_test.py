"""Try a webhook out."""

from sorbo_core.integrations.delivery import Delivery
from sorbo_core.integrations.ports import Deliveries, Webhooks
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.ports import Clock


class SendTestEvent:
    """Send an event of the type `webhook.test` to a webhook, whatever it is told of otherwise.

    It is queued like any other; its delivery tells what became of it. The same id again returns
    the delivery that it made the first time.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage webhooks.
        WebhookNotFound: there is none with this id.
        WebhookNotActive: it is disabled.
    """

    def __init__(self, *, webhooks: Webhooks, deliveries: Deliveries, clock: Clock) -> None:
        self._webhooks = webhooks
        self._deliveries = deliveries
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, delivery_id: str) -> Delivery:
        actor.require(Permission.MANAGE_WEBHOOKS)
        endpoint = (await self._webhooks.get(id)).active()
        try:
            return await self._deliveries.add(Delivery.test(endpoint, id=delivery_id, at=self._clock.now()))
        except AlreadyExists:
            return await self._deliveries.get(delivery_id)
