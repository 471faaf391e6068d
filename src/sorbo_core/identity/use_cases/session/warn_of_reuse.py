"""Warn the holder of an account that somebody else may have a copy of their tokens."""

from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.sessions.login_session import EndReason, LoginSessionEnded
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.mail import Language, Mail, Mailer, MailTemplates


class WarnOfReuse:
    """Warn by mail, in French, when a session was ended because an old refresh token was used.

    Raises:
        LoginSessionNotFound, CompteNotFound: they have gone.
        Unavailable, Refused: as `Mailer.send`.
    """

    def __init__(
        self, *, sessions: LoginSessions, comptes: Comptes, templates: MailTemplates, mailer: Mailer
    ) -> None:
        self._sessions = sessions
        self._comptes = comptes
        self._templates = templates
        self._mailer = mailer

    async def __call__(self, event: Event) -> None:
        data = LoginSessionEnded.of(event)
        if data is None or data.reason is not EndReason.TOKEN_REUSED:
            return
        session = await self._sessions.get(event.entity_id)
        compte = await self._comptes.get(session.compte_id)
        if not compte.active:
            return
        facts = {
            "name": compte.name,
            "email": compte.email,
            "ended_at": event.occurred_at.strftime("%d/%m/%Y %H:%M"),
            "opened_at": session.created_at.strftime("%d/%m/%Y %H:%M"),
            "device": session.device.agent or "-",
            "address": session.device.address or "-",
        }
        content = self._templates.render("session_token_reused", Language.FR, {**facts})
        await self._mailer.send(Mail(key=f"{event.id}.holder", to=compte.email, content=content))
