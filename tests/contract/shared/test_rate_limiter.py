import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from sorbo_adapters.memory.rate_limits import MemoryRateLimiter
from sorbo_adapters.redis.client import connect, ping
from sorbo_adapters.redis.rate_limits import RedisRateLimiter
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.ports import Limit, RateLimiter
from support.services import ValkeyFactory

HOUR = 3600


@pytest.fixture
def key() -> str:
    return f"test {uuid4().hex}"


class RateLimiterContract:
    """What `RateLimiter` promises. `limiters` are two processes' views of the same counters."""

    @pytest.fixture
    def limiter(self, limiters: tuple[RateLimiter, RateLimiter]) -> RateLimiter:
        return limiters[0]

    async def test_hits_pass_until_the_limit(self, limiter: RateLimiter, key: str) -> None:
        quotas = [await limiter.hit(key, Limit(3, HOUR)) for _ in range(5)]

        assert [quota.allowed for quota in quotas] == [True, True, True, False, False]
        assert [quota.remaining for quota in quotas] == [2, 1, 0, 0, 0]

    async def test_a_quota_says_when_there_is_more(self, limiter: RateLimiter, key: str) -> None:
        for _ in range(2):
            quota = await limiter.hit(key, Limit(1, HOUR))
            assert HOUR - 60 < quota.reset_after <= HOUR

    async def test_keys_are_counted_apart(self, limiter: RateLimiter, key: str) -> None:
        await limiter.hit(key, Limit(1, HOUR))

        assert (await limiter.hit(f"{key}/other", Limit(1, HOUR))).allowed

    async def test_limits_are_counted_apart(self, limiter: RateLimiter, key: str) -> None:
        await limiter.hit(key, Limit(1, HOUR))

        assert (await limiter.hit(key, Limit(1, HOUR + 1))).allowed

    async def test_there_is_more_when_the_quota_says_so(self, limiter: RateLimiter, key: str) -> None:
        limit = Limit(2, 1)
        while (quota := await limiter.hit(key, limit)).allowed:
            pass

        await asyncio.sleep(quota.reset_after)

        assert (await limiter.hit(key, limit)).allowed

    async def test_concurrent_hits_let_exactly_the_limit_pass(
        self, limiters: tuple[RateLimiter, RateLimiter], key: str
    ) -> None:
        limit = Limit(50, HOUR)

        quotas = await asyncio.gather(*(limiters[n % 2].hit(key, limit) for n in range(200)))

        assert sum(quota.allowed for quota in quotas) == 50

    async def test_hits_at_once_are_told_apart(
        self, limiters: tuple[RateLimiter, RateLimiter], key: str
    ) -> None:
        asked = [(f"{key}/{n}", Limit(n, HOUR)) for n in range(1, 9)]

        quotas = await asyncio.gather(*(limiters[n % 2].hit(*each) for each in asked for n in range(3)))

        passed = [sum(quota.allowed for quota in quotas[3 * n : 3 * n + 3]) for n in range(8)]
        assert passed == [1, 2, 3, 3, 3, 3, 3, 3]

    async def test_one_who_stops_waiting_keeps_nobody_from_being_counted(
        self, limiter: RateLimiter, key: str
    ) -> None:
        given_up = asyncio.create_task(limiter.hit(f"{key}/other", Limit(1, HOUR)))
        waiting = asyncio.create_task(limiter.hit(key, Limit(1, HOUR)))
        await asyncio.sleep(0)
        given_up.cancel()

        assert (await waiting).allowed


class TestMemoryRateLimiter(RateLimiterContract):
    @pytest.fixture
    def limiters(self) -> tuple[RateLimiter, RateLimiter]:
        limiter = MemoryRateLimiter()
        return limiter, limiter


class TestRedisRateLimiter(RateLimiterContract):
    @pytest.fixture
    async def limiters(self, valkey_url: str) -> AsyncIterator[tuple[RateLimiter, RateLimiter]]:
        async with connect(valkey_url) as one, connect(valkey_url) as other:
            yield RedisRateLimiter(client=one), RedisRateLimiter(client=other)


class Seconds:
    """A clock for `MemoryRateLimiter` that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def kept_keys(limiter: MemoryRateLimiter) -> int:
    return sum(len(windows) for windows in limiter._windows.values())


async def hits(limiter: RateLimiter, limit: Limit, keys: range) -> None:
    for key in keys:
        await limiter.hit(f"{key}", limit)


async def test_the_window_of_a_memory_limiter_moves_hit_by_hit() -> None:
    seconds = Seconds()
    limiter = MemoryRateLimiter(now=seconds)
    limit = Limit(2, 10)

    seen = []
    for at in (0, 4, 9, 10, 13, 14):
        seconds.now = at
        quota = await limiter.hit("key", limit)
        seen.append((at, quota.allowed, quota.remaining, quota.reset_after))

    assert seen == [
        (0, True, 1, 10),
        (4, True, 0, 6),
        (9, False, 0, 1),
        (10, True, 0, 4),
        (13, False, 0, 1),
        (14, True, 0, 6),
    ]


async def test_a_memory_limiter_forgets_keys_whose_window_has_passed() -> None:
    seconds = Seconds()
    limiter = MemoryRateLimiter(now=seconds)
    await hits(limiter, Limit(5, 10), range(100))

    seconds.now = 10
    await limiter.hit("one more", Limit(5, 10))

    assert kept_keys(limiter) == 1


async def test_a_memory_limiter_keeps_a_bounded_number_of_keys() -> None:
    limiter = MemoryRateLimiter(most_keys=100)

    await hits(limiter, Limit(1, HOUR), range(500))

    assert kept_keys(limiter) <= 101
    assert not (await limiter.hit("499", Limit(1, HOUR))).allowed


async def test_a_redis_that_is_away_is_unavailable_and_used_again_when_it_is_back(
    valkey_factory: ValkeyFactory, key: str
) -> None:
    valkey = valkey_factory()
    await valkey.start()
    async with connect(valkey.url) as client:
        limiter = RedisRateLimiter(client=client)
        await limiter.hit(key, Limit(9, HOUR))

        await valkey.stop()
        for ask in (limiter.hit(key, Limit(9, HOUR)), ping(client)):
            with pytest.raises(Unavailable) as caught:
                await ask
            assert caught.value.part == "cache"

        await valkey.start()
        assert (await limiter.hit(key, Limit(9, HOUR))).allowed
        await ping(client)
        await valkey.stop()
