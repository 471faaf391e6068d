"""List webhooks."""

from sorbo_core.integrations.endpoint import Webhook, WebhookState
from sorbo_core.integrations.ports import Webhooks
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import Filter, ListQuery, Op, Page

_SHOWN = Filter("state", Op.IN, (WebhookState.ACTIVE, WebhookState.DISABLED))


class ListWebhooks:
    """List webhooks, one page at a time, the newest first; deleted ones are not shown.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage webhooks.
    """

    def __init__(self, *, webhooks: Webhooks) -> None:
        self._webhooks = webhooks

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[Webhook]:
        actor.require(Permission.MANAGE_WEBHOOKS)
        return await self._webhooks.list(query.where(_SHOWN))
