"""Tokens of the existing site's pages: they prove a session to those pages, and are good for nothing else."""

import hmac
from datetime import UTC, datetime, timedelta

from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.second_factor.ports import Seals
from sorbo_core.identity.sessions.login_session import LoginSession
from sorbo_core.shared.ports import Clock

GOOD_FOR = timedelta(hours=24)
_KIND, _BETWEEN, _PARTS, _LONGEST = "page", "~", 4, 200


class PageTokens:
    """Tokens `page~SESSION~UNTIL~SEAL`, which nothing is stored of.

    They have neither the form nor the key of access tokens: none is ever taken for the other.
    """

    def __init__(self, *, seals: Seals, clock: Clock) -> None:
        self._seals = seals
        self._clock = clock

    def issue(self, session: LoginSession) -> str:
        """Return a token for a session that was just opened, good for a day."""
        until = str(int((self._clock.now() + GOOD_FOR).timestamp()))
        return _BETWEEN.join((_KIND, session.id, until, self._seals.seal(_KIND, session.id, until)))

    def session_of(self, token: str) -> str:
        """Return the session that a token is for; whether that goes on, it does not know.

        Raises:
            TokenInvalid: it is none of ours, or has run out.
        """
        parts = token.split(_BETWEEN) if len(token) <= _LONGEST and token.isascii() else []
        if len(parts) != _PARTS or parts[0] != _KIND or not parts[2].isdigit():
            raise TokenInvalid
        _, session_id, until, seal = parts
        if not hmac.compare_digest(seal, self._seals.seal(_KIND, session_id, until)):
            raise TokenInvalid
        if datetime.fromtimestamp(int(until), UTC) <= self._clock.now():
            raise TokenInvalid
        return session_id
