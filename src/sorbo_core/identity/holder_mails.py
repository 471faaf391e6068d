"""Mails that warn the holders of accounts of what concerns their security."""

from datetime import datetime

from sorbo_core.identity.ports import Comptes
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Fact, Facts, Language, Mail, Mailer, MailTemplates


class HolderMails:
    """Writes to the holder of an account, in French, as long as it is active."""

    def __init__(self, *, comptes: Comptes, templates: MailTemplates, mailer: Mailer) -> None:
        self._comptes = comptes
        self._templates = templates
        self._mailer = mailer

    async def send(self, event: Event, name: str, *, compte_id: str, **facts: Fact) -> None:
        """Send the mail of this name; its facts are these, and the holder's name and address.

        Raises:
            CompteNotFound: the account has gone.
            Unavailable, Refused: as `Mailer.send`.
        """
        compte = await self._comptes.get(compte_id)
        if not compte.active:
            return
        known: Facts = {"name": compte.name, "email": compte.email, **facts}
        content = self._templates.render(name, Language.FR, known)
        await self._mailer.send(Mail(key=f"{event.id}.holder", to=compte.email, content=content))


def minute(at: datetime) -> str:
    """Return an instant as mails show it."""
    return at.strftime("%d/%m/%Y %H:%M")
