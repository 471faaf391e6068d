"""List the deliveries of a webhook."""

from sorbo_core.integrations.delivery import Delivery
from sorbo_core.integrations.ports import Deliveries, Webhooks
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import Filter, ListQuery, Op, Page


class ListDeliveries:
    """List what was sent to a webhook in the last 30 days, with every attempt, the newest first.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage webhooks.
        WebhookNotFound: there is no such webhook.
    """

    def __init__(self, *, webhooks: Webhooks, deliveries: Deliveries) -> None:
        self._webhooks = webhooks
        self._deliveries = deliveries

    async def __call__(self, *, actor: Actor, webhook_id: str, query: ListQuery) -> Page[Delivery]:
        actor.require(Permission.MANAGE_WEBHOOKS)
        endpoint = (await self._webhooks.get(webhook_id)).present()
        return await self._deliveries.list(query.where(Filter("endpoint_id", Op.EQ, endpoint.id)))
