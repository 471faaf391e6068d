"""Tell the visitor that the request has arrived."""

from sorbo_core.contact.facts import facts_of
from sorbo_core.contact.ports import Demandes
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Language, Mail, Mailer, MailTemplates


class AcknowledgeDemande:
    """Answer a request with a mail to the visitor, in French.

    It quotes nothing of what the visitor wrote but the name, so that nobody can use the form to
    send a message of their own to somebody else's address.

    Raises:
        DemandeNotFound: the request has gone.
        Unavailable, Refused: as `Mailer.send`.
    """

    def __init__(self, *, demandes: Demandes, templates: MailTemplates, mailer: Mailer) -> None:
        self._demandes = demandes
        self._templates = templates
        self._mailer = mailer

    async def __call__(self, event: Event) -> None:
        demande = await self._demandes.get(event.entity_id)
        if demande.erased_at is not None:
            return
        content = self._templates.render("demande_acknowledgement", Language.FR, facts_of(demande))
        # The key, and so the Message-ID, follows from the event: a mail that leaves twice is recognised.
        await self._mailer.send(Mail(key=f"{event.id}.visitor", to=demande.email, content=content))
