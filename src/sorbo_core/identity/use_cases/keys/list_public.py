"""List the keys that verify access tokens."""

from sorbo_core.identity.sessions.ports import KeyRing, PublicKey
from sorbo_core.shared.ports import Clock


class ListPublicKeys:
    """List the public keys by which anybody can verify access tokens (RFC 7517, RFC 8037).

    A token names its key by `kid`. After a rotation, the keys before stay in the list for as long as
    there may be a token that they have signed.

    Raises:
        Unavailable: the database does not answer.
    """

    def __init__(self, *, keys: KeyRing, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock

    async def __call__(self) -> tuple[PublicKey, ...]:
        return await self._keys.public_keys(now=self._clock.now())
