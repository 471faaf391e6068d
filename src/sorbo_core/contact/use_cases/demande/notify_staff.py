"""Tell the staff about a request."""

from sorbo_core.contact.facts import facts_of
from sorbo_core.contact.ports import Demandes
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Language, Mail, Mailer, MailTemplates


class NotifyStaff:
    """Send a new request to the staff's mailbox, in French; an answer goes to the visitor.

    Raises:
        DemandeNotFound: the request has gone.
        Unavailable, Refused: as `Mailer.send`.
    """

    def __init__(self, *, demandes: Demandes, templates: MailTemplates, mailer: Mailer, mailbox: str) -> None:
        self._demandes = demandes
        self._templates = templates
        self._mailer = mailer
        self._mailbox = mailbox

    async def __call__(self, event: Event) -> None:
        demande = await self._demandes.get(event.entity_id)
        if demande.erased_at is not None:
            return
        content = self._templates.render("demande_notice", Language.FR, facts_of(demande))
        mail = Mail(key=f"{event.id}.staff", to=self._mailbox, content=content, reply_to=demande.email)
        await self._mailer.send(mail)
