"""Find out who asks."""

from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.sessions.ports import AccessTokens
from sorbo_core.identity.sessions.standing import Standings
from sorbo_core.shared.actor import VISITOR, Actor
from sorbo_core.shared.ports import Clock


class Authenticate:
    """Tell who holds an access token, and what they may do now; without one, a visitor asks.

    The token says whose session it is. Whether that goes on, and what its holder may do, is asked for
    each time.

    Raises:
        TokenInvalid: it was not issued here for this API, or has expired, or its session is over.
        Unavailable: the database does not answer.
    """

    def __init__(self, *, tokens: AccessTokens, standings: Standings, clock: Clock) -> None:
        self._tokens = tokens
        self._standings = standings
        self._clock = clock

    async def __call__(self, token: str | None) -> Actor:
        if token is None:
            return VISITOR
        claims = await self._tokens.verify(token, now=self._clock.now())
        actor = (await self._standings.of(claims.session_id)).actor
        if actor.id != claims.compte_id:
            raise TokenInvalid
        return actor
