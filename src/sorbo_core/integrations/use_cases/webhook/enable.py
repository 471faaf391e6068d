"""Enable a webhook."""

from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.integrations.ports import Webhooks
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class EnableWebhook:
    """Send events to a webhook again. What happened while it was disabled is not made up for.

    What it was sent before that and did not take can be replayed.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage webhooks.
        WebhookNotFound: there is none with this id.
        Stale: somebody changed it since.
    """

    def __init__(self, *, webhooks: Webhooks, clock: Clock) -> None:
        self._webhooks = webhooks
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Webhook:
        actor.require(Permission.MANAGE_WEBHOOKS)
        now = self._clock.now()
        return await self._webhooks.update(
            id, lambda endpoint: endpoint.present().at_version(version).enable(at=now)
        )
