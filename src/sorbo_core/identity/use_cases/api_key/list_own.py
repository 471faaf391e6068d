"""List one's own API keys."""

from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.identity.api_keys.ports import ApiKeys
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.query import Filter, ListQuery, Op, Page


class ListOwnApiKeys:
    """List the API keys of who asks, one page at a time, the newest first; those that are over for a month.

    Raises:
        Unauthenticated: a visitor asks.
    """

    def __init__(self, *, keys: ApiKeys) -> None:
        self._keys = keys

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[ApiKey]:
        return await self._keys.list(query.where(Filter("compte_id", Op.EQ, actor.known())))
