"""Send what a webhook missed again."""

from datetime import datetime

from sorbo_core.integrations.delivery import DeliveryState
from sorbo_core.integrations.ports import Deliveries, Webhooks
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.ports import Clock


class ReplayDeliveries:
    """Send every delivery of a time range that was given up once more, or those that were taken too.

    The range is of when deliveries were queued, its end is not in it. What was sent longer than
    30 days ago is not kept.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage webhooks.
        WebhookNotFound: there is no such webhook.
        WebhookNotActive: it is disabled.
        Invalid: the range ends before it starts.
    """

    def __init__(self, *, webhooks: Webhooks, deliveries: Deliveries, clock: Clock) -> None:
        self._webhooks = webhooks
        self._deliveries = deliveries
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, webhook_id: str, since: datetime, until: datetime, delivered_too: bool
    ) -> int:
        """Return how many will be sent."""
        actor.require(Permission.MANAGE_WEBHOOKS)
        if until < since:
            raise Invalid(Violation("/until", "period_reversed", {"start": since.isoformat()}))
        endpoint = (await self._webhooks.get(webhook_id)).active()
        states = {DeliveryState.FAILED} | ({DeliveryState.DELIVERED} if delivered_too else set())
        return await self._deliveries.replay(
            endpoint.id, since=since, until=until, states=states, now=self._clock.now()
        )
