"""List API keys."""

from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.identity.api_keys.ports import ApiKeys
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import ListQuery, Page


class ListApiKeys:
    """List everybody's API keys, one page at a time, the newest first; those that are over for a month.

    Raises:
        Unauthenticated, Forbidden: the actor may not read accounts.
    """

    def __init__(self, *, keys: ApiKeys) -> None:
        self._keys = keys

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[ApiKey]:
        actor.require(Permission.READ_COMPTES)
        return await self._keys.list(query)
