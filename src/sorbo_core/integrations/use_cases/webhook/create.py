"""Open a webhook."""

from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.integrations.known_types import KnownTypes
from sorbo_core.integrations.ports import Secrets, Webhooks
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.outgoing.http import OutboundPolicy
from sorbo_core.shared.ports import Clock


class CreateWebhook:
    """Have events sent to a URL, signed with a secret that is shown this once.

    Whoever opens the webhook is its owner, who is told by mail when it gets disabled. The same id
    again returns the webhook that it made the first time.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage webhooks.
        UrlRefused: the service does not call this URL.
        Invalid: a field breaks its rule, or there is no such type of event.
    """

    def __init__(
        self,
        *,
        webhooks: Webhooks,
        secrets: Secrets,
        policy: OutboundPolicy,
        known: KnownTypes,
        clock: Clock,
    ) -> None:
        self._webhooks = webhooks
        self._secrets = secrets
        self._policy = policy
        self._known = known
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, id: str, url: str, description: str | None, event_types: tuple[str, ...]
    ) -> Webhook:
        actor.require(Permission.MANAGE_WEBHOOKS)
        self._known.check(event_types)
        endpoint = Webhook.opened(
            id=id,
            url=self._policy.accept(url),
            description=description,
            event_types=event_types,
            owner_id=actor.id,
            secret=self._secrets.new(),
            at=self._clock.now(),
        )
        try:
            return await self._webhooks.add(endpoint)
        except AlreadyExists:
            return await self._webhooks.get(id)
