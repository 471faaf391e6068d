"""A database for contract tests."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest_asyncio

from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_adapters.mongo.store.client import Database, connect, database_of


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def database_name(mongo_url: str) -> AsyncIterator[str]:
    """Name of a database with all indexes that nobody but this session uses."""
    name = f"contract_{uuid4().hex}"
    client = connect(mongo_url)
    # Tests have a time of their own; MongoDB would delete by its clock what they have just written.
    await client.admin.command("setParameter", 1, ttlMonitorEnabled=False)
    await ensure_indexes(database_of(client, name))
    yield name
    await client.drop_database(name)
    await client.close()


@pytest_asyncio.fixture
async def database(mongo_url: str, database_name: str) -> AsyncIterator[Database]:
    """A database with all indexes and no documents."""
    client = connect(mongo_url)
    database = database_of(client, database_name)
    for name in await database.list_collection_names():
        await database[name].delete_many({})
    yield database
    await client.close()
