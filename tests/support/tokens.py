"""Access tokens that anybody could forge, for tests of what surrounds them."""

from datetime import datetime, timedelta

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.ports import AccessToken, AccessTokens
from sorbo_core.shared.actor import Actor


class OpenTokens(AccessTokens):
    """Issues numbered tokens and remembers whose they are."""

    def __init__(self) -> None:
        self._issued: dict[str, tuple[Actor, datetime]] = {}

    def issue(self, compte: Compte, *, now: datetime) -> AccessToken:
        token, expires_at = f"token-{len(self._issued) + 1}", now + timedelta(minutes=15)
        self._issued[token] = (compte.actor, expires_at)
        return AccessToken(token=token, expires_at=expires_at)

    def verify(self, token: str, *, now: datetime) -> Actor:
        actor, expires_at = self._issued.get(token, (None, now))
        if actor is None or expires_at <= now:
            raise TokenInvalid
        return actor
