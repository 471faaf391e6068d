"""Change a webhook."""

from typing import Any

from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.integrations.known_types import KnownTypes
from sorbo_core.integrations.ports import Webhooks
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.outgoing.http import OutboundPolicy
from sorbo_core.shared.ports import Clock


class ChangeWebhook:
    """Change the URL, the description or the event types; what waits goes to the new URL.

    A type of event that the webhook has, and that there is no more, may stay.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage webhooks.
        WebhookNotFound: there is none with this id.
        UrlRefused: the service does not call this URL.
        Invalid: a field breaks its rule, or there is no such type of event.
        Stale: somebody changed it since.
    """

    def __init__(
        self, *, webhooks: Webhooks, policy: OutboundPolicy, known: KnownTypes, clock: Clock
    ) -> None:
        self._webhooks = webhooks
        self._policy = policy
        self._known = known
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, id: str, fields: dict[str, Any], version: int | None = None
    ) -> Webhook:
        actor.require(Permission.MANAGE_WEBHOOKS)
        accepted = {**fields, "url": self._policy.accept(fields["url"])} if "url" in fields else fields
        now = self._clock.now()

        def revised(endpoint: Webhook) -> Webhook:
            current = endpoint.present().at_version(version)
            self._known.check(fields.get("event_types", ()), held=current.event_types)
            return current.revise(at=now, **accepted)

        return await self._webhooks.update(id, revised)
