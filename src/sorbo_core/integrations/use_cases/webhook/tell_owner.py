"""Tell the owner that a webhook was disabled."""

from sorbo_core.integrations.endpoint import Webhook
from sorbo_core.integrations.events import DisabledReason
from sorbo_core.integrations.ports import Owners, Webhooks
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Facts, Language, Mail, Mailer, MailTemplates


class TellOwner:
    """Tell the owner by mail, in French, that a webhook was disabled because it does not work.

    Nothing is sent where staff disabled it, or where nobody holds the owner's account any more.

    Raises:
        WebhookNotFound: the webhook has gone.
        Unavailable, Deferred, Refused: as `Mailer.send`.
    """

    def __init__(
        self, *, webhooks: Webhooks, owners: Owners, templates: MailTemplates, mailer: Mailer
    ) -> None:
        self._webhooks = webhooks
        self._owners = owners
        self._templates = templates
        self._mailer = mailer

    async def __call__(self, event: Event) -> None:
        reason = str(event.data["reason"])
        if reason == DisabledReason.MANUAL:
            return
        endpoint = await self._webhooks.get(event.entity_id)
        address = await self._owners.address_of(endpoint.owner_id)
        if address is None:
            return
        content = self._templates.render("webhook_disabled", Language.FR, _facts(endpoint, event, reason))
        await self._mailer.send(Mail(key=f"{event.id}.owner", to=address, content=content))


def _facts(endpoint: Webhook, event: Event, reason: str) -> Facts:
    return {
        "reference": endpoint.id,
        "url": endpoint.url,
        "description": endpoint.description,
        "reason": reason,
        "disabled_at": event.occurred_at.strftime("%d/%m/%Y %H:%M"),
    }
