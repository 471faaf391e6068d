"""Log out here."""

from sorbo_core.identity.sessions.errors import LoginSessionNotFound
from sorbo_core.identity.sessions.login_session import EndReason, LoginSession
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.identity.sessions.refresh_token import RefreshToken, hash_of, same
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Unauthenticated
from sorbo_core.shared.ports import Clock


class LogOut:
    """End the session of who asks: its tokens are worth nothing any more, on every worker.

    The access token may have expired: a refresh token of the session will do as well. One whose session
    is over, or that is none, is no error: nobody is logged in by it.

    Raises:
        Unauthenticated: neither a session nor a refresh token is given.
    """

    def __init__(self, *, sessions: LoginSessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, *, actor: Actor, refresh_token: str | None) -> None:
        ids = {actor.session_id, await self._session_of(refresh_token)} - {None}
        if not ids and refresh_token is None:
            raise Unauthenticated
        now = self._clock.now()

        def ended(session: LoginSession) -> LoginSession:
            return session.ended(EndReason.LOGGED_OUT, at=now)

        for id_ in sorted(filter(None, ids)):
            await self._sessions.update(id_, ended)

    async def _session_of(self, refresh_token: str | None) -> str | None:
        given = RefreshToken.parsed(refresh_token) if refresh_token is not None else None
        if given is None:
            return None
        try:
            session = await self._sessions.get(given.session_id)
        except LoginSessionNotFound:
            return None
        return session.id if same(session.family_hash, hash_of(given.family)) else None
