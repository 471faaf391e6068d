"""Find out who asks."""

from sorbo_core.identity.ports import AccessTokens
from sorbo_core.shared.actor import VISITOR, Actor
from sorbo_core.shared.ports import Clock


class Authenticate:
    """Tell who holds an access token; without one, a visitor asks.

    Raises:
        TokenInvalid: it was not issued here for this API, or has expired.
    """

    def __init__(self, *, tokens: AccessTokens, clock: Clock) -> None:
        self._tokens = tokens
        self._clock = clock

    def __call__(self, token: str | None) -> Actor:
        return VISITOR if token is None else self._tokens.verify(token, now=self._clock.now())
