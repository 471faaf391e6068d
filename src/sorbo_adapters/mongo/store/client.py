"""The connection to MongoDB."""

from datetime import UTC
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from sorbo_adapters.mongo.store.errors import translated

Document = dict[str, Any]
Client = AsyncMongoClient[Document]
Database = AsyncDatabase[Document]

DEFAULT_DATABASE = "sorbo"
_CONNECT_MS = 1500
_ANY_OPERATION_MS = 2000


def connect(url: str, *, app_name: str = "sorbo", pool_size: int = 20) -> Client:
    """Return a client that connects when it is first used; close it when done.

    Any operation ends within 2 seconds, retries included, unless the URL gives another
    `timeoutMS`: whoever asks over HTTP hears within three that the database is away. Writes are
    acknowledged by the majority of the replica set.

    Args:
        url: `mongodb://` or `mongodb+srv://`; what it says of TLS and credentials holds.
        app_name: how the server's log names the connections.
        pool_size: the most connections that are open at the same time.
    """
    return AsyncMongoClient(
        url,
        appname=app_name,
        maxPoolSize=pool_size,
        connectTimeoutMS=_CONNECT_MS,
        timeoutMS=_longest_operation_ms(url),
        w="majority",
        tz_aware=True,
        tzinfo=UTC,
    )


def _longest_operation_ms(url: str) -> int:
    # What the driver is given beside the URL would win over the URL.
    said = {name.lower(): value for name, value in parse_qsl(urlsplit(url).query)}
    value = said.get("timeoutms", "")
    return int(value) if value.isdecimal() else _ANY_OPERATION_MS


def database_of(client: Client, name: str | None = None) -> Database:
    """Return the database of this name, else the one that the URL names, else `sorbo`."""
    return client[name] if name else client.get_default_database(DEFAULT_DATABASE)


async def ping(database: Database) -> None:
    """Ask the primary whether it answers.

    Raises:
        Unavailable: it does not.
    """
    with translated():
        await database.command("ping")
