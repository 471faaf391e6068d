"""The keys of who asks."""

from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.identity.api_keys.errors import ApiKeyNotFound
from sorbo_core.identity.api_keys.ports import ApiKeys
from sorbo_core.shared.actor import Actor


async def own_key(keys: ApiKeys, actor: Actor, id: str) -> ApiKey:
    """Return a key of who asks.

    Raises:
        Unauthenticated: a visitor asks.
        ApiKeyNotFound: there is none with this id, or it is somebody else's.
    """
    holder = actor.known()
    key = await keys.get(id)
    if key.compte_id != holder:
        raise ApiKeyNotFound
    return key
