"""Send something to a webhook again."""

from sorbo_core.integrations.delivery import Delivery
from sorbo_core.integrations.errors import WebhookDeliveryNotFound
from sorbo_core.integrations.ports import Deliveries, Webhooks
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class ReplayDelivery:
    """Send a delivery once more, under the same `webhook-id`, whether it was taken or given up.

    One that still waits for an attempt stays as it is.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage webhooks.
        WebhookNotFound: there is no such webhook.
        WebhookNotActive: it is disabled.
        WebhookDeliveryNotFound: it has no such delivery.
    """

    def __init__(self, *, webhooks: Webhooks, deliveries: Deliveries, clock: Clock) -> None:
        self._webhooks = webhooks
        self._deliveries = deliveries
        self._clock = clock

    async def __call__(self, *, actor: Actor, webhook_id: str, id: str) -> Delivery:
        actor.require(Permission.MANAGE_WEBHOOKS)
        endpoint = (await self._webhooks.get(webhook_id)).active()
        now = self._clock.now()

        def replayed(delivery: Delivery) -> Delivery:
            if delivery.endpoint_id != endpoint.id:
                raise WebhookDeliveryNotFound
            return delivery.replay(at=now)

        return await self._deliveries.update(id, replayed)
