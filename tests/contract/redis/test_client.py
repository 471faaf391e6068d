import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from sorbo_adapters.redis.client import connect
from sorbo_adapters.redis.errors import translated
from sorbo_adapters.redis.rate_limits import RedisRateLimiter
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.ports import Limit
from support.services import ValkeyFactory


class SilentServer:
    """Lets clients introduce themselves, counts their INCR commands and answers none of them."""

    def __init__(self) -> None:
        self.increments = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            self.increments += data.count(b"INCR")
            writer.write(b"+OK\r\n" * data.count(b"CLIENT"))
        writer.close()


@pytest.fixture
async def silent() -> AsyncIterator[tuple[SilentServer, str]]:
    handler = SilentServer()
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    async with server:
        yield handler, f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}?protocol=2"


async def test_a_command_that_is_not_answered_fails_in_time_and_is_sent_once(
    silent: tuple[SilentServer, str],
) -> None:
    server, url = silent
    started = time.monotonic()

    async with connect(url) as client:
        with pytest.raises(Unavailable), translated():
            await client.incr("counter")

    assert time.monotonic() - started < 3
    assert server.increments == 1


async def test_a_command_without_a_free_connection_waits_for_one(valkey_url: str) -> None:
    async with connect(valkey_url, size=2) as client:
        answers = await asyncio.gather(*(client.echo(f"{n}") for n in range(50)))

    assert answers == [f"{n}".encode() for n in range(50)]


async def test_a_mistake_of_ours_is_not_taken_for_an_outage(valkey_url: str) -> None:
    async with connect(valkey_url) as client:
        with pytest.raises(Exception, match="number of args") as caught, translated():
            await client.eval("return redis.call('SET', 'key')", 0)

    assert not isinstance(caught.value, Unavailable)


@pytest.mark.parametrize("setting", [{"min-replicas-to-write": 1}, {"maxmemory": 1}], ids=str)
async def test_a_server_that_takes_no_writes_is_unavailable(
    setting: dict[str, int], valkey_factory: ValkeyFactory
) -> None:
    valkey = valkey_factory()
    await valkey.start()
    async with connect(valkey.url) as client:
        for name, value in setting.items():
            await client.config_set(name, value)

        with pytest.raises(Unavailable):
            await RedisRateLimiter(client=client).hit("key", Limit(1, 60))
    await valkey.stop()


def test_a_url_that_names_no_redis_is_refused() -> None:
    with pytest.raises(ValueError, match="redis://"):
        connect("https://cache.example.com")
