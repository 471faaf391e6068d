"""Workers that share a database and a Valkey, and keep what they read."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from sorbo_adapters.embedded.valkey import Valkey
from sorbo_adapters.security.signing_key import new_signing_key
from sorbo_web.wiring.background.listening import listening
from support.api import Api
from support.mongo_api import mongo_api

_KEY = new_signing_key()


@asynccontextmanager
async def worker(mongo_url: str, database_name: str, valkey: Valkey) -> AsyncIterator[Api]:
    """Yield the application of one worker; all have the same signing key."""
    settings = {"SORBO_REDIS_URL": valkey.url, "SORBO_CACHE_MEMORY": "33554432", "SORBO_SIGNING_KEY": _KEY}
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(mongo_api(mongo_url, database_name, **settings))
        await stack.enter_async_context(listening(api.container))
        yield api
