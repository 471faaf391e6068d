"""Disable a webhook."""

from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.integrations.events import DisabledReason
from sorbo_core.integrations.ports import Webhooks
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class DisableWebhook:
    """Send nothing to a webhook until it is enabled again; what waits for it is given up.

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
            id, lambda endpoint: endpoint.present().at_version(version).disable(DisabledReason.MANUAL, at=now)
        )
