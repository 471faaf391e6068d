import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AsyncExitStack
from uuid import uuid4

import msgspec
import pytest

from sorbo_adapters.embedded.valkey import Valkey
from sorbo_adapters.redis.cache import RedisTier
from sorbo_adapters.redis.client import connect
from sorbo_adapters.redis.invalidations import RedisInvalidations
from sorbo_core.shared.caching.ports import Kept
from sorbo_web.wiring.background.ending import ended
from support.services import ValkeyFactory

PATIENCE = 10.0


class Ear:
    """What a listener was told.

    Attributes:
        open: whether messages come in.
        missed: whether some were lost, each time that they began to.
        heard: the tags.
    """

    def __init__(self) -> None:
        self.open = False
        self.missed: list[bool] = []
        self.heard: list[str] = []
        self._changed = asyncio.Event()

    async def opened(self, *, missed: bool) -> None:
        self.open = True
        self.missed.append(missed)
        self._changed.set()

    def closed(self) -> None:
        self.open = False
        self._changed.set()

    def invalidated(self, tags: Collection[str]) -> None:
        self.heard.extend(tags)
        self._changed.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self._changed.clear()
                await self._changed.wait()


@pytest.fixture
def prefix() -> str:
    return f"test-{uuid4().hex}"


@pytest.fixture
async def valkey(valkey_factory: ValkeyFactory) -> Valkey:
    valkey = valkey_factory()
    await valkey.start()
    return valkey


@pytest.fixture
async def ear(valkey: Valkey, prefix: str) -> AsyncIterator[Ear]:
    ear = Ear()
    client = connect(valkey.url)
    listener = RedisInvalidations(
        client, opened=ear.opened, invalidated=ear.invalidated, closed=ear.closed, prefix=prefix
    )
    async with client:
        listening = asyncio.create_task(listener.listen())
        await ear.until(lambda: ear.open)
        yield ear
        await ended(listening)


@pytest.fixture
async def writer(valkey: Valkey, prefix: str) -> AsyncIterator[RedisTier[int]]:
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(connect(valkey.url))
        decode = msgspec.msgpack.Decoder(Kept[int]).decode
        yield RedisTier(client=client, encode=msgspec.msgpack.encode, decode=decode, prefix=prefix)


async def test_what_one_process_invalidates_another_hears(ear: Ear, writer: RedisTier[int]) -> None:
    await writer.invalidate(["formation", "formation:7"])

    await ear.until(lambda: ear.heard == ["formation", "formation:7"])


async def test_a_lost_connection_is_noticed_and_made_again(
    ear: Ear, writer: RedisTier[int], valkey: Valkey
) -> None:
    valkey.kill()
    await ear.until(lambda: not ear.open)

    await valkey.start()
    await ear.until(lambda: ear.open)

    await writer.invalidate(["projet"])
    await ear.until(lambda: ear.heard == ["projet"])
    assert ear.missed == [False, True]


async def test_a_connection_that_hangs_is_given_up(ear: Ear, valkey: Valkey) -> None:
    assert valkey.pid is not None
    os.kill(valkey.pid, signal.SIGSTOP)
    try:
        await ear.until(lambda: not ear.open)
    finally:
        os.kill(valkey.pid, signal.SIGCONT)

    await ear.until(lambda: ear.open)
