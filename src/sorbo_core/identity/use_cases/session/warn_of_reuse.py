"""Warn the holder of an account that somebody else may have a copy of their tokens."""

from sorbo_core.identity.holder_mails import HolderMails, minute
from sorbo_core.identity.sessions.login_session import EndReason, LoginSessionEnded
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.shared.events import Event


class WarnOfReuse:
    """Warn by mail, in French, when a session was ended because an old refresh token was used.

    Raises:
        LoginSessionNotFound, CompteNotFound: they have gone.
        Unavailable, Refused: as `Mailer.send`.
    """

    def __init__(self, *, sessions: LoginSessions, mails: HolderMails) -> None:
        self._sessions = sessions
        self._mails = mails

    async def __call__(self, event: Event) -> None:
        data = LoginSessionEnded.of(event)
        if data is None or data.reason is not EndReason.TOKEN_REUSED:
            return
        session = await self._sessions.get(event.entity_id)
        await self._mails.send(
            event,
            "session_token_reused",
            compte_id=session.compte_id,
            ended_at=minute(event.occurred_at),
            opened_at=minute(session.created_at),
            device=session.device.agent or "-",
            address=session.device.address or "-",
        )
