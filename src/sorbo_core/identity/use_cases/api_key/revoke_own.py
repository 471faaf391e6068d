"""Revoke one of one's own API keys."""

from sorbo_core.identity.api_keys.ports import ApiKeys
from sorbo_core.identity.use_cases.api_key.own import own_key
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class RevokeOwnApiKey:
    """Make an API key of who asks worth nothing, at once and on every worker; once more changes nothing.

    Raises:
        Unauthenticated: a visitor asks.
        ApiKeyNotFound: there is none with this id, or it is somebody else's.
    """

    def __init__(self, *, keys: ApiKeys, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str) -> None:
        key, now = await own_key(self._keys, actor, id), self._clock.now()
        await self._keys.update(id, lambda current: current.revoke(by=key.compte_id, at=now))
