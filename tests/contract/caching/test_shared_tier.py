from collections.abc import AsyncIterator
from uuid import uuid4

import msgspec
import pytest
from redis.asyncio import Redis

from sorbo_adapters.memory.cache import MemorySharedTier
from sorbo_adapters.redis.cache import RedisTier
from sorbo_adapters.redis.client import connect
from sorbo_core.shared.caching.ports import Kept, SharedTier
from sorbo_core.shared.errors import Unavailable
from support.caching import Watch
from support.services import ValkeyFactory

SECONDS = 60.0


def kept(value: int, *tags: str) -> Kept[int]:
    return Kept(value=value, tags=tags or ("formation",), made_at=1_000.5)


async def shown(tier: SharedTier[int], key: str = "a") -> int | None:
    found = (await tier.look(key)).kept
    return found.value if found is not None else None


async def put(tier: SharedTier[int], value: int, *tags: str, seconds: float = SECONDS) -> None:
    mark = (await tier.look("a")).mark
    await tier.put("a", kept(value, *tags), mark=mark, seconds=seconds)


class SharedTierContract:
    """What `SharedTier` promises. `tiers` are two processes' views of the same store."""

    @pytest.fixture
    def tier(self, tiers: tuple[SharedTier[int], SharedTier[int]]) -> SharedTier[int]:
        return tiers[0]

    async def test_what_one_process_keeps_the_other_finds(
        self, tiers: tuple[SharedTier[int], SharedTier[int]]
    ) -> None:
        await put(tiers[0], 1, "formation", "formation:7")

        assert (await tiers[1].look("a")).kept == kept(1, "formation", "formation:7")

    async def test_nothing_is_found_under_another_key(self, tier: SharedTier[int]) -> None:
        await put(tier, 1)

        assert await shown(tier, "b") is None

    async def test_what_was_invalidated_is_not_found(
        self, tiers: tuple[SharedTier[int], SharedTier[int]]
    ) -> None:
        await put(tiers[0], 1, "formation", "formation:7")

        await tiers[1].invalidate(["formation:7", "projet"])

        assert await shown(tiers[0]) is None

    async def test_what_is_made_from_something_else_stays(self, tier: SharedTier[int]) -> None:
        await put(tier, 1, "formation:7")

        await tier.invalidate(["formation:8", "formation"])

        assert await shown(tier) == 1

    async def test_what_was_begun_before_an_invalidation_is_not_kept(self, tier: SharedTier[int]) -> None:
        mark = (await tier.look("a")).mark

        await tier.invalidate(["formation"])
        await tier.put("a", kept(1), mark=mark, seconds=SECONDS)

        assert await shown(tier) is None

    async def test_what_was_begun_before_does_not_cover_what_is_newer(self, tier: SharedTier[int]) -> None:
        old = (await tier.look("a")).mark
        await tier.invalidate(["formation"])
        await put(tier, 2)

        await tier.put("a", kept(1), mark=old, seconds=SECONDS)

        assert await shown(tier) == 2

    async def test_everything_can_be_forgotten_at_once(
        self, tiers: tuple[SharedTier[int], SharedTier[int]]
    ) -> None:
        await put(tiers[0], 1, "formation")
        old = (await tiers[0].look("b")).mark

        await tiers[1].invalidate_all()
        await tiers[0].put("b", kept(1, "projet"), mark=old, seconds=SECONDS)

        assert (await shown(tiers[0]), await shown(tiers[0], "b")) == (None, None)
        await put(tiers[0], 2)
        assert await shown(tiers[0]) == 2

    async def test_what_is_made_after_an_invalidation_is_kept(self, tier: SharedTier[int]) -> None:
        await tier.invalidate(["formation"])

        await put(tier, 2)

        assert await shown(tier) == 2


class TestMemorySharedTier(SharedTierContract):
    @pytest.fixture
    def tiers(self) -> tuple[SharedTier[int], SharedTier[int]]:
        tier = MemorySharedTier[int](now=Watch())
        return tier, tier

    async def test_an_answer_is_kept_for_its_seconds(self) -> None:
        now = Watch()
        tier = MemorySharedTier[int](now=now)
        await put(tier, 1)
        now.seconds += SECONDS
        assert await shown(tier) is None


def tier_of(client: Redis, prefix: str) -> RedisTier[int]:
    encoder, decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Kept[int])
    return RedisTier(client=client, encode=encoder.encode, decode=decoder.decode, prefix=prefix)


@pytest.fixture
def prefix() -> str:
    return f"test-{uuid4().hex}"


class TestRedisTier(SharedTierContract):
    @pytest.fixture
    async def tiers(
        self, valkey_url: str, prefix: str
    ) -> AsyncIterator[tuple[SharedTier[int], SharedTier[int]]]:
        async with connect(valkey_url) as one, connect(valkey_url) as other:
            yield tier_of(one, prefix), tier_of(other, prefix)

    async def test_an_answer_is_kept_for_its_seconds(self, valkey_url: str, prefix: str) -> None:
        async with connect(valkey_url) as client:
            await put(tier_of(client, prefix), 1, seconds=12.5)

            left = await client.pttl(f"{prefix}:answer:a")

        assert 0 < left <= 12_500

    async def test_what_was_begun_before_the_store_lost_everything_is_not_kept(
        self, valkey_factory: ValkeyFactory, prefix: str
    ) -> None:
        valkey = valkey_factory()
        await valkey.start()
        async with connect(valkey.url) as client:
            tier = tier_of(client, prefix)
            await tier.invalidate(["projet"])
            mark = (await tier.look("a")).mark
            await client.flushall()
            await tier.put("a", kept(1), mark=mark, seconds=SECONDS)
            assert await shown(tier) is None

    async def test_a_store_that_is_away_is_unavailable(
        self, valkey_factory: ValkeyFactory, prefix: str
    ) -> None:
        async with connect(valkey_factory().url) as client:
            tier = tier_of(client, prefix)
            with pytest.raises(Unavailable):
                await tier.look("a")
            with pytest.raises(Unavailable):
                await tier.put("a", kept(1), mark=0, seconds=SECONDS)
            with pytest.raises(Unavailable):
                await tier.invalidate(["formation"])
