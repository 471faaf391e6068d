"""Tell the address that an account had before."""

from sorbo_core.identity.events import CompteEmailChanged
from sorbo_core.identity.ports import AccessLinks
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Mail, Mailer, MailTemplates


class AnnounceEmailChange:
    """Warn the address that an account had before that it has another one now; which one is not said.

    Raises:
        AccessLinkNotFound: nobody knows the address before any more.
        Unavailable, Deferred, Refused: as `Mailer.send`.
    """

    def __init__(self, *, links: AccessLinks, templates: MailTemplates, mailer: Mailer) -> None:
        self._links = links
        self._templates = templates
        self._mailer = mailer

    async def __call__(self, event: Event) -> None:
        data = CompteEmailChanged.of(event)
        if data is None:
            return
        link = await self._links.get(data.link_id)
        if link.former_email is None:
            return
        changed_at = event.occurred_at.strftime("%d/%m/%Y %H:%M")
        facts = {"email": link.former_email, "changed_at": changed_at}
        content = self._templates.render("compte_email_changed", link.language, {**facts})
        await self._mailer.send(Mail(key=f"{event.id}.before", to=link.former_email, content=content))
