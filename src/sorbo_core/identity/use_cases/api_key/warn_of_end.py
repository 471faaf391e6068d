"""Have the holders of API keys told that these expire."""

from contextlib import suppress
from datetime import datetime

import msgspec

from sorbo_core.identity.api_keys.api_key import WARNED_BEFORE, ApiKey
from sorbo_core.identity.api_keys.errors import ApiKeyNotFound
from sorbo_core.identity.api_keys.ports import ApiKeys
from sorbo_core.shared.query import Filter, ListQuery, Op, Sort

_BATCH = 100
_SOONEST_FIRST = (Sort("over_at", type=datetime),)


class WarnOfExpiringKeys:
    """Record of every key that expires within a week, once, that it does: a mail follows from that."""

    def __init__(self, *, keys: ApiKeys) -> None:
        self._keys = keys

    async def __call__(self, *, due: datetime) -> None:
        query = ListQuery(
            filters=(
                Filter("over_at", Op.GT, due),
                Filter("over_at", Op.LTE, due + WARNED_BEFORE),
            ),
            sort=_SOONEST_FIRST,
            limit=_BATCH,
        )

        def warned(key: ApiKey) -> ApiKey:
            return key.warn(at=due)

        while True:
            page = await self._keys.list(query)
            for each in page.items:
                with suppress(ApiKeyNotFound):
                    await self._keys.update(each.id, warned)
            if page.next is None:
                return
            query = msgspec.structs.replace(query, after=page.next)
