"""The wired application on a real MongoDB."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sorbo_adapters.mongo.store.client import database_of
from sorbo_web.wiring.background.clients import close_clients
from support.api import Api, memory_settings


@asynccontextmanager
async def mongo_api(url: str, database_name: str, **environment: str) -> AsyncIterator[Api]:
    """Yield the application on a database that has its indexes, emptied first. No mail leaves it."""
    where = {
        "SORBO_STORAGE": "mongo",
        "SORBO_MONGO_URL": url,
        "SORBO_MONGO_DATABASE": database_name,
        "SORBO_SMTP_URL": "smtp://127.0.0.1:1",
    }
    api = Api(memory_settings(**where, **environment))
    database = database_of(api.container.ports.mongo(), database_name)
    for name in await database.list_collection_names():
        await database[name].delete_many({})
    yield api
    await close_clients(api.container)
