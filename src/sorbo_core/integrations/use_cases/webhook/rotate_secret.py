"""Give a webhook another secret."""

from datetime import timedelta

from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.integrations.ports import Secrets, Webhooks
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class RotateWebhookSecret:
    """Give a webhook another secret, which is shown this once.

    For the time of the overlap everything is signed with the old secret too, so that the receiver
    can change over without missing anything; no overlap ends the old one, and all before it that
    still sign, at once.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage webhooks.
        WebhookNotFound: there is none with this id.
        TooManySecrets: too many older ones still sign.
        Stale: somebody changed it since.
    """

    def __init__(self, *, webhooks: Webhooks, secrets: Secrets, clock: Clock) -> None:
        self._webhooks = webhooks
        self._secrets = secrets
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, id: str, overlap: timedelta, version: int | None = None
    ) -> Webhook:
        actor.require(Permission.MANAGE_WEBHOOKS)
        secret, now = self._secrets.new(), self._clock.now()
        return await self._webhooks.update(
            id,
            lambda endpoint: endpoint.present().at_version(version).rotate(secret, overlap=overlap, at=now),
        )
