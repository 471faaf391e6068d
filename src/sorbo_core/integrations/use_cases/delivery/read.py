"""Read one delivery."""

from sorbo_core.integrations.delivery import Delivery
from sorbo_core.integrations.errors import WebhookDeliveryNotFound
from sorbo_core.integrations.ports import Deliveries, Webhooks
from sorbo_core.shared.actor import Actor, Permission


class ReadDelivery:
    """Read one delivery to a webhook: what was sent, and what became of each attempt.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage webhooks.
        WebhookNotFound: there is no such webhook.
        WebhookDeliveryNotFound: it has no such delivery.
    """

    def __init__(self, *, webhooks: Webhooks, deliveries: Deliveries) -> None:
        self._webhooks = webhooks
        self._deliveries = deliveries

    async def __call__(self, *, actor: Actor, webhook_id: str, id: str) -> Delivery:
        actor.require(Permission.MANAGE_WEBHOOKS)
        endpoint = (await self._webhooks.get(webhook_id)).present()
        delivery = await self._deliveries.get(id)
        if delivery.endpoint_id != endpoint.id:
            raise WebhookDeliveryNotFound
        return delivery
