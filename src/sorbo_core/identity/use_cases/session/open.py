"""Open a session for somebody who has proven who they are."""

import msgspec

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound, WrongCredentials
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.sessions.login_session import Device, EndReason, Lifetime, LoginSession, Proof
from sorbo_core.identity.sessions.ports import AccessToken, AccessTokens, Claims, LoginSessions, Secrets
from sorbo_core.identity.sessions.refresh_token import RefreshToken
from sorbo_core.shared.ports import Clock, Ids


class Passes(msgspec.Struct, frozen=True, kw_only=True):
    """What who is logged in goes on with: a token for requests, one for the next, and the session."""

    access: AccessToken
    refresh: RefreshToken
    session: LoginSession


class OpenSession:
    """Open a session for the account as it was when its holder proved who they are.

    Raises:
        WrongCredentials: the account has another password since, or is gone or closed.
        Unavailable: the database does not answer.
    """

    def __init__(
        self,
        *,
        sessions: LoginSessions,
        comptes: Comptes,
        tokens: AccessTokens,
        secrets: Secrets,
        lifetime: Lifetime,
        ids: Ids,
        clock: Clock,
    ) -> None:
        self._sessions = sessions
        self._comptes = comptes
        self._tokens = tokens
        self._secrets = secrets
        self._lifetime = lifetime
        self._ids = ids
        self._clock = clock

    async def __call__(self, *, compte: Compte, proofs: tuple[Proof, ...], device: Device) -> Passes:
        now = self._clock.now()
        refresh = RefreshToken(
            session_id=self._ids.new(), family=self._secrets.new(), secret=self._secrets.new()
        )
        session = LoginSession.opened(
            id=refresh.session_id,
            compte_id=compte.id,
            proofs=proofs,
            device=device,
            hashes=refresh.hashes,
            lifetime=self._lifetime,
            at=now,
        )
        stored = await self._sessions.add(session)
        await self._check_unchanged(compte, stored)
        claims = Claims(compte_id=compte.id, session_id=stored.id)
        access = await self._tokens.issue(claims, now=now)
        return Passes(access=access, refresh=refresh, session=stored)

    async def _check_unchanged(self, proven: Compte, session: LoginSession) -> None:
        """End the session again if the account changed before it was there to be ended with the others."""
        try:
            present = await self._comptes.get(proven.id)
        except CompteNotFound:
            present = None
        if present is not None and present.active and present.password_hash == proven.password_hash:
            return
        now = self._clock.now()
        await self._sessions.update(
            session.id, lambda current: current.ended(EndReason.PASSWORD_CHANGED, at=now)
        )
        raise WrongCredentials
