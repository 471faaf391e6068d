"""The local Valkey."""

from redis.asyncio import Redis

from sorbo_adapters.embedded.ports import free_port
from support.services import ValkeyFactory


async def test_what_it_acknowledged_survives_its_being_killed(valkey_factory: ValkeyFactory) -> None:
    valkey = valkey_factory()
    await valkey.start()
    async with Redis.from_url(valkey.url) as client:
        await client.set("word", "kept")
    valkey.kill()

    valkey.port = free_port()
    async with valkey, Redis.from_url(valkey.url) as client:
        assert await client.get("word") == b"kept"
