"""Read one webhook."""

from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.integrations.ports import Webhooks
from sorbo_core.shared.actor import Actor, Permission


class ReadWebhook:
    """Read one webhook: what it is told of, and whether it works. Its secret is not shown again.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage webhooks.
        WebhookNotFound: there is none with this id.
    """

    def __init__(self, *, webhooks: Webhooks) -> None:
        self._webhooks = webhooks

    async def __call__(self, *, actor: Actor, id: str) -> Webhook:
        actor.require(Permission.MANAGE_WEBHOOKS)
        return (await self._webhooks.get(id)).present()
