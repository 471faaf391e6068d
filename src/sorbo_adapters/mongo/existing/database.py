"""The connection to the existing database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from typing import Any

from bson.raw_bson import RawBSONDocument
from pymongo import AsyncMongoClient
from pymongo.errors import ConfigurationError, OperationFailure

from sorbo_adapters.mongo.existing.document import ExistingDocument, document_of
from sorbo_adapters.mongo.existing.errors import ExistingUnusable, told
from sorbo_adapters.mongo.store.client import Client, Database

_OPERATION_MS, _CONNECT_MS = 30_000, 5_000
_BATCH = 100
_LEAVE_WITHIN_S = 2
_MAY_NOT = 13
_NOBODYS = frozenset({"admin", "config", "local"})


class ExistingDatabase:
    """What is in the existing database. Every method may raise ExistingUnusable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def name(self) -> str:
        """How it is called."""
        return self._database.name

    async def collections(self) -> tuple[str, ...]:
        """Return the names of its collections, in their order.

        Raises:
            ExistingUnusable: there is none, as it is where no database has this name.
        """
        with told():
            names = await self._database.list_collection_names(authorizedCollections=True)
        found = tuple(sorted(name for name in names if not name.startswith("system.")))
        if not found:
            why = f"there is nothing in {self.name!r}{await _there(self._database.client)}"
            raise ExistingUnusable(why)
        return found

    async def count(self, collection: str) -> int:
        """Return how many documents a collection has, about."""
        with told():
            return await self._database[collection].estimated_document_count()

    async def documents(self, collection: str) -> AsyncIterator[ExistingDocument]:
        """Yield the documents of a collection by their ids, a batch in memory at a time."""
        # Raw, so that one that cannot be decoded does not take the others of its batch with it.
        options = self._database.codec_options.with_options(document_class=RawBSONDocument)
        raw: Any = self._database[collection].with_options(codec_options=options)
        with told():
            cursor = raw.find(sort=[("_id", 1)], batch_size=_BATCH)
            try:
                async for document in cursor:
                    yield document_of(document.raw)
            finally:
                await _soon(cursor.close())

    async def is_that_of(self, product: Database) -> bool:
        """Tell whether it is the database of this product itself, by whatever address."""
        if self.name.lower() != product.name.lower():
            return False
        with told():
            one, other = [await each.command("hello") for each in (self._database, product)]
        members = set(one.get("hosts", ())) & set(other.get("hosts", ()))
        return bool(members) or _process(one) == _process(other)


@asynccontextmanager
async def existing_database(url: str, name: str | None) -> AsyncIterator[ExistingDatabase]:
    """Connect to the database of this name, else to the one that the URL names; nothing is written to it.

    Raises:
        ExistingUnusable: it cannot be used, or no name is given.
    """
    with told():
        client: Client = AsyncMongoClient(
            url,
            appname="sorbo import",
            maxPoolSize=2,
            connectTimeoutMS=_CONNECT_MS,
            serverSelectionTimeoutMS=_CONNECT_MS,
            socketTimeoutMS=_OPERATION_MS,
            tz_aware=True,
        )
    try:
        yield ExistingDatabase(await _chosen(client, name))
    finally:
        await _soon(client.close())


async def _soon(closing: Awaitable[None]) -> None:
    """Take leave of the server, unless it hangs: who interrupts the command must not wait for that."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_LEAVE_WITHIN_S):
            await closing


async def _chosen(client: Client, name: str | None) -> Database:
    with told():
        if name is not None:
            return client[name]
        try:
            return client.get_default_database()
        except ConfigurationError:
            why = f"give its name with --database{await _there(client)}"
            raise ExistingUnusable(why) from None


async def _there(client: Client) -> str:
    """Return the names of the databases that there are, for a sentence; nothing where they are secret."""
    with told():
        try:
            names = await client.list_database_names()
        except OperationFailure as error:
            if error.code != _MAY_NOT:
                raise
            return ""
    return f" (there are: {', '.join(name for name in names if name not in _NOBODYS)})"


def _process(hello: dict[str, Any]) -> object:
    return hello.get("topologyVersion", {}).get("processId", hello)
