"""Tell the holder of an account that it has another password."""

from sorbo_core.identity.ports import Comptes
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Language, Mail, Mailer, MailTemplates


class AnnouncePasswordChange:
    """Warn the holder of an account by mail, in French, that its password was changed.

    Raises:
        CompteNotFound: the account has gone.
        Unavailable, Refused: as `Mailer.send`.
    """

    def __init__(self, *, comptes: Comptes, templates: MailTemplates, mailer: Mailer) -> None:
        self._comptes = comptes
        self._templates = templates
        self._mailer = mailer

    async def __call__(self, event: Event) -> None:
        compte = await self._comptes.get(event.entity_id)
        changed_at = event.occurred_at.strftime("%d/%m/%Y %H:%M")
        facts = {"name": compte.name, "email": compte.email, "changed_at": changed_at}
        content = self._templates.render("compte_password_changed", Language.FR, {**facts})
        await self._mailer.send(Mail(key=f"{event.id}.holder", to=compte.email, content=content))
