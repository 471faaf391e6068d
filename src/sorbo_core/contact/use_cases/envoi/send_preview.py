"""Send an issue to who wants to see it."""

from sorbo_core.contact.newsletter.events import InfolettrePreviewed
from sorbo_core.contact.newsletter.facts import facts_of
from sorbo_core.contact.newsletter.links import Links
from sorbo_core.contact.newsletter.ports import Infolettres
from sorbo_core.contact.ports import StaffDirectory
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Language, Mail, Mailer, MailTemplates

_NO_TOKEN = "apercu"  # noqa: S105 — it stands where a token would, and opens nothing


class SendPreview:
    """Send an issue, in French, to the account that asked to see it, unless that is not active any more.

    Raises:
        InfolettreNotFound: the issue has gone.
        Unavailable, Deferred, Refused: as `Mailer.send`.
    """

    def __init__(
        self,
        *,
        infolettres: Infolettres,
        staff: StaffDirectory,
        links: Links,
        templates: MailTemplates,
        mailer: Mailer,
    ) -> None:
        self._infolettres = infolettres
        self._staff = staff
        self._links = links
        self._templates = templates
        self._mailer = mailer

    async def __call__(self, event: Event) -> None:
        previewed = InfolettrePreviewed.of(event)
        if previewed is None:
            return
        issue = await self._infolettres.get(event.entity_id)
        address = await self._staff.address_of(previewed.compte_id)
        if address is None:
            return
        facts = facts_of(issue, leave_url=self._links.leave_page(_NO_TOKEN))
        content = self._templates.render("infolettre", Language.FR, facts)
        await self._mailer.send(Mail(key=f"{event.id}.preview", to=address, content=content))
