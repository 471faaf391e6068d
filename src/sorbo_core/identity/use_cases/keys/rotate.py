"""Sign access tokens with another key."""

from sorbo_core.identity.sessions.ports import KeyRing, PublicKey
from sorbo_core.shared.ports import Clock


class RotateKeys:
    """Make a new key that signs access tokens from now on. The operator does this from the command line.

    The keys before verify until the last token that they have signed has expired. Nobody is logged out.

    Raises:
        Unavailable: the database does not answer.
    """

    def __init__(self, *, keys: KeyRing, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock

    async def __call__(self) -> PublicKey:
        return await self._keys.rotate(now=self._clock.now())
