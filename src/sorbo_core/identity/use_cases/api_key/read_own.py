"""Read one of one's own API keys."""

from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.identity.api_keys.ports import ApiKeys
from sorbo_core.identity.use_cases.api_key.own import own_key
from sorbo_core.shared.actor import Actor


class ReadOwnApiKey:
    """Read an API key of who asks: what it may do, until when, and when it was used last.

    Raises:
        Unauthenticated: a visitor asks.
        ApiKeyNotFound: there is none with this id, or it is somebody else's.
    """

    def __init__(self, *, keys: ApiKeys) -> None:
        self._keys = keys

    async def __call__(self, *, actor: Actor, id: str) -> ApiKey:
        return await own_key(self._keys, actor, id)
