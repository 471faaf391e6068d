"""Send the mail with a link."""

from datetime import datetime, timedelta

from sorbo_core.identity.access_link import AccessLink, LinkState
from sorbo_core.identity.access_pages import AccessPages
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.ports import AccessLinks, Comptes
from sorbo_core.identity.sessions.ports import Secrets
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Facts, Mail, Mailer, MailTemplates
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.query import Filter, ListQuery, Op, Sort

_MAILS = {
    LinkPurpose.INVITATION: "compte_invitation",
    LinkPurpose.REGISTRATION: "compte_registration",
    LinkPurpose.PASSWORD_RESET: "compte_password_reset",
    LinkPurpose.EMAIL_CHANGE: "compte_email_change",
}
_KNOWN = "compte_known"
_WINDOW, _MOST = timedelta(hours=1), 3


class SendAccessLink:
    """Send the mail that was asked for: here it is decided what its reader may have.

    A link for another password goes to an active account alone. Who wants to register, or to change
    to, an address that has an account is told by mail that it has one. An address gets three mails
    of a kind in an hour at most, invitations apart. The mail quotes nothing that was typed.

    Raises:
        AccessLinkNotFound: what was asked has gone.
        Unavailable, Deferred, Refused: as `Mailer.send`.
    """

    def __init__(
        self,
        *,
        links: AccessLinks,
        comptes: Comptes,
        secrets: Secrets,
        pages: AccessPages,
        templates: MailTemplates,
        mailer: Mailer,
        clock: Clock,
    ) -> None:
        self._links = links
        self._comptes = comptes
        self._secrets = secrets
        self._pages = pages
        self._templates = templates
        self._mailer = mailer
        self._clock = clock

    async def __call__(self, event: Event) -> None:
        link = await self._links.get(event.entity_id)
        if link.state is not LinkState.EN_ATTENTE or await self._told_often(link):
            return
        holder = await self._comptes.by_email(link.email)
        if link.purpose is LinkPurpose.PASSWORD_RESET:
            if holder is not None and holder.active:
                await self._send_link(event, link, compte_id=holder.id)
        elif holder is None:
            await self._send_link(event, link, compte_id=None)
        elif link.purpose is not LinkPurpose.INVITATION:
            await self._send_known(event, link)

    async def _told_often(self, link: AccessLink) -> bool:
        if link.purpose is LinkPurpose.INVITATION:
            return False
        lately = ListQuery(
            filters=(
                Filter("email", Op.EQ, link.email),
                Filter("purpose", Op.EQ, link.purpose),
                Filter("told_at", Op.GT, self._clock.now() - _WINDOW),
            ),
            sort=(Sort("told_at", type=datetime),),
            limit=_MOST + 1,
        )
        others = [each for each in (await self._links.list(lately)).items if each.id != link.id]
        return len(others) >= _MOST

    async def _send_link(self, event: Event, link: AccessLink, *, compte_id: str | None) -> None:
        token, now = f"{link.id}.{self._secrets.new()}", self._clock.now()
        # Before the mail leaves: its link must work when it arrives.
        await self._links.update(link.id, lambda current: current.prove(token, compte_id=compte_id, at=now))
        facts: Facts = {"link_url": self._pages.page(link.purpose, token), "role": link.role}
        await self._send(event, link, _MAILS[link.purpose], facts)

    async def _send_known(self, event: Event, link: AccessLink) -> None:
        now = self._clock.now()
        await self._links.update(link.id, lambda current: current.tell(at=now))
        await self._send(event, link, _KNOWN, {"forgotten_url": self._pages.forgotten})

    async def _send(self, event: Event, link: AccessLink, name: str, facts: Facts) -> None:
        content = self._templates.render(name, link.language, facts)
        await self._mailer.send(Mail(key=f"{event.id}.link", to=link.email, content=content))
