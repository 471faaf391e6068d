"""Go on with a session."""

from datetime import datetime

from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.sessions.errors import LoginSessionNotFound, RefreshTokenInvalid
from sorbo_core.identity.sessions.login_session import Device, EndReason, LoginSession
from sorbo_core.identity.sessions.ports import AccessTokens, Claims, LoginSessions, Rotation, Secrets
from sorbo_core.identity.sessions.refresh_token import GRACE, RefreshToken, hash_of, same
from sorbo_core.identity.sessions.standing import Standings
from sorbo_core.identity.use_cases.session.open import Passes
from sorbo_core.shared.ports import Clock


class RefreshSession:
    """Exchange a refresh token for an access token and the refresh token that follows.

    Each is used once. The one before the present one may be used again for ten seconds (two tabs, an
    answer that got lost) and gets the same successor, however many ask. Any older one ends the
    session: somebody else has a copy, and its holder is warned by mail.

    Raises:
        RefreshTokenInvalid: it is not one of ours, was used before, or its session is over.
        Unavailable: the database does not answer.
    """

    def __init__(
        self,
        *,
        sessions: LoginSessions,
        standings: Standings,
        tokens: AccessTokens,
        secrets: Secrets,
        clock: Clock,
    ) -> None:
        self._sessions = sessions
        self._standings = standings
        self._tokens = tokens
        self._secrets = secrets
        self._clock = clock

    async def __call__(self, *, token: str, device: Device) -> Passes:
        given = RefreshToken.parsed(token)
        if given is None:
            raise RefreshTokenInvalid
        now = self._clock.now()
        session, refresh = await self._exchanged(given, device, at=now)
        try:
            await self._standings.of(session.id)
        except TokenInvalid:
            raise RefreshTokenInvalid from None
        claims = Claims(compte_id=session.compte_id, session_id=session.id)
        return Passes(access=await self._tokens.issue(claims, now=now), refresh=refresh, session=session)

    async def _found(self, given: RefreshToken, *, at: datetime) -> LoginSession:
        """Return the session that a token is, or was, of."""
        try:
            session = await self._sessions.get(given.session_id)
        except LoginSessionNotFound:
            raise RefreshTokenInvalid from None
        if not same(session.family_hash, hash_of(given.family)) or not session.is_alive(at):
            raise RefreshTokenInvalid
        return session

    async def _exchanged(
        self, given: RefreshToken, device: Device, *, at: datetime
    ) -> tuple[LoginSession, RefreshToken]:
        session = await self._found(given, at=at)
        salt = self._secrets.new()
        refresh = given.successor(salt)
        rotation = Rotation(
            used=hash_of(given.secret),
            next=hash_of(refresh.secret),
            salt=salt,
            at=at,
            device=device,
            over_at=session.over_when_used(at),
        )
        rotated = await self._sessions.rotate(session.id, rotation)
        if rotated is not None:
            return rotated, refresh
        # Somebody was faster: a moment ago, with the same token, or long ago.
        session = await self._found(given, at=at)
        if same(session.previous_hash, hash_of(given.secret)) and at < session.last_used_at + GRACE:
            return session, given.successor(session.salt)
        await self._sessions.update(
            session.id, lambda current: current.ended(EndReason.TOKEN_REUSED, at=self._clock.now())
        )
        raise RefreshTokenInvalid
