"""Access tokens that anybody could forge, for tests of what surrounds them."""

from datetime import datetime, timedelta

from sorbo_core.identity.api_keys.standing import KeyStandings
from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.sessions.ports import AccessToken, AccessTokens, Claims
from sorbo_core.identity.sessions.standing import Standing, Standings
from sorbo_core.shared.actor import Actor, Permission
from support.build import NOW


class OpenTokens(AccessTokens):
    """Issues numbered tokens and remembers what they say."""

    def __init__(self) -> None:
        self._issued: dict[str, tuple[Claims, datetime]] = {}

    async def issue(self, claims: Claims, *, now: datetime) -> AccessToken:
        token, expires_at = f"token-{len(self._issued) + 1}", now + timedelta(minutes=15)
        self._issued[token] = (claims, expires_at)
        return AccessToken(token=token, expires_at=expires_at)

    async def verify(self, token: str, *, now: datetime) -> Claims:
        claims, expires_at = self._issued.get(token, (None, now))
        if claims is None or expires_at <= now:
            raise TokenInvalid
        return claims


class NoKeys(KeyStandings):
    """Knows no API key."""

    async def of(self, text: str) -> Actor:  # noqa: ARG002 — the port's signature
        raise TokenInvalid


class Holders(AccessTokens, Standings):
    """Takes a token for the list of permissions that its holder has."""

    async def issue(self, claims: Claims, *, now: datetime) -> AccessToken:
        return AccessToken(token=claims.session_id, expires_at=now + timedelta(minutes=15))

    async def verify(self, token: str, *, now: datetime) -> Claims:  # noqa: ARG002 — the port's signature
        return Claims(compte_id="staff", session_id=token)

    async def of(self, session_id: str) -> Standing:
        """Return what holds the permissions."""
        permissions = frozenset(map(Permission, session_id.split()))
        actor = Actor(id="staff", permissions=permissions)
        return Standing(actor=actor, over_at=NOW + timedelta(days=1))
