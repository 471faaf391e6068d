"""Find out who asks."""

from sorbo_core.identity.api_keys.key_text import PREFIX
from sorbo_core.identity.api_keys.standing import KeyStandings
from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.sessions.ports import AccessTokens
from sorbo_core.identity.sessions.standing import Standings
from sorbo_core.shared.actor import VISITOR, Actor
from sorbo_core.shared.ports import Clock


class Authenticate:
    """Tell who holds an access token or an API key, and what they may do now; without, a visitor asks.

    The token says whose session it is. Whether that goes on, and what its holder may do, is asked for
    each time; of a key likewise.

    Raises:
        TokenInvalid: it was not issued here for this API, or has expired, or its session is over.
        Unavailable: the database does not answer.
    """

    def __init__(
        self, *, tokens: AccessTokens, standings: Standings, keys: KeyStandings, clock: Clock
    ) -> None:
        self._tokens = tokens
        self._standings = standings
        self._keys = keys
        self._clock = clock

    async def __call__(self, token: str | None, *, with_keys: bool = False) -> Actor:
        """Return who it is. Keys count where they are sent on purpose: a browser's cookie holds none."""
        if token is None:
            return VISITOR
        if with_keys and token.startswith(PREFIX):
            return await self._keys.of(token)
        claims = await self._tokens.verify(token, now=self._clock.now())
        actor = (await self._standings.of(claims.session_id)).actor
        if actor.id != claims.compte_id:
            raise TokenInvalid
        return actor
