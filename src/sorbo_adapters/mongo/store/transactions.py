"""Several changes at once in MongoDB: transactions, which need a replica set."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import TypeVar

from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import OperationFailure, PyMongoError

from sorbo_adapters.mongo.store.client import Client
from sorbo_adapters.mongo.store.errors import translated
from sorbo_core.shared.errors import AtomicUnsupported, Unavailable
from sorbo_core.shared.ports import UnitOfWork

T = TypeVar("T")

_MOST_ATTEMPTS = 10
_LONGEST_PAUSE = 0.1
_AGAIN = "TransientTransactionError"
_UNKNOWN = "UnknownTransactionCommitResult"
_NO_REPLICA_SET = 20

_SESSION: ContextVar[AsyncClientSession | None] = ContextVar("mongo_session", default=None)


def session() -> AsyncClientSession | None:
    """Return the session whose transaction is open here; None outside of one."""
    return _SESSION.get()


class MongoUnitOfWork(UnitOfWork):
    """Runs work in a transaction, and again where others wrote the same meanwhile."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def run(self, work: Callable[[], Awaitable[T]]) -> T:
        async with self._client.start_session() as opened:
            for lost in range(_MOST_ATTEMPTS):
                try:
                    return await _transacted(opened, work)
                except PyMongoError as error:
                    if isinstance(error, OperationFailure) and error.code == _NO_REPLICA_SET:
                        raise AtomicUnsupported from error
                    if not error.has_error_label(_AGAIN):
                        raise
                await asyncio.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.005 * 2**lost)))  # noqa: S311 — spreads writers
        raise Unavailable(part="database")


async def _transacted(opened: AsyncClientSession, work: Callable[[], Awaitable[T]]) -> T:
    await opened.start_transaction()
    outside = _SESSION.set(opened)
    try:
        result = await work()
    except BaseException:
        await opened.abort_transaction()
        raise
    finally:
        _SESSION.reset(outside)
    with translated():
        await _commit(opened)
    return result


async def _commit(opened: AsyncClientSession) -> None:
    for _ in range(_MOST_ATTEMPTS):
        try:
            return await opened.commit_transaction()
        except PyMongoError as error:
            # It may have been kept: to commit again is to ask.
            if not error.has_error_label(_UNKNOWN):
                raise
    raise Unavailable(part="database")
