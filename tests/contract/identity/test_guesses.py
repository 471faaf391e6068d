import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import pytest

from sorbo_adapters.memory.sessions.guesses import MemoryGuesses
from sorbo_adapters.redis.client import connect
from sorbo_adapters.redis.guesses import RedisGuesses
from sorbo_core.identity.sessions.guesses import Allowance, Guess
from sorbo_core.identity.sessions.ports import Guesses
from sorbo_core.identity.sessions.resilient_guesses import ResilientGuesses
from sorbo_core.shared.errors import Unavailable
from support.build import NOW, later
from support.services import ValkeyFactory

FEW = Allowance(free=3, longest=60)


@pytest.fixture
def guess() -> Guess:
    return Guess(key=f"account:{uuid4().hex}", allowance=FEW)


class GuessesContract:
    """What `Guesses` promises. `counters` are two processes' views of the same counts."""

    @pytest.fixture
    def guesses(self, counters: tuple[Guesses, Guesses]) -> Guesses:
        return counters[0]

    async def test_some_guesses_are_free_then_each_waits_twice_as_long(
        self, guesses: Guesses, guess: Guess
    ) -> None:
        for _ in range(3):
            assert await guesses.begin([guess], now=NOW) == 0
        at = NOW
        for wait in (1, 2, 4, 8, 16, 32, 60, 60):
            assert await guesses.begin([guess], now=at) == wait
            assert await guesses.begin([guess], now=at + timedelta(milliseconds=1)) == wait
            at += timedelta(seconds=wait)
            assert await guesses.begin([guess], now=at) == 0

    async def test_of_many_at_once_only_the_free_ones_pass(
        self, counters: tuple[Guesses, Guesses], guess: Guess
    ) -> None:
        waits = await asyncio.gather(*(counters[n % 2].begin([guess], now=NOW) for n in range(40)))
        assert sorted(waits)[:4] == [0, 0, 0, 1]

    async def test_who_waits_for_one_key_is_counted_for_none(self, guesses: Guesses, guess: Guess) -> None:
        other = Guess(key=f"{guess.key}-other", allowance=FEW)
        for _ in range(3):
            await guesses.begin([guess], now=NOW)
        for _ in range(9):
            assert await guesses.begin([other, guess], now=NOW) == 1
        for _ in range(3):
            assert await guesses.begin([other], now=NOW) == 0

    async def test_a_key_that_is_forgotten_begins_anew(self, guesses: Guesses, guess: Guess) -> None:
        for _ in range(2):
            for _ in range(3):
                assert await guesses.begin([guess], now=NOW) == 0
            assert await guesses.begin([guess], now=NOW) == 1
            await guesses.forget(guess.key)

    async def test_one_guess_is_taken_back_and_the_others_stay(self, guesses: Guesses, guess: Guess) -> None:
        for _ in range(3):
            await guesses.begin([guess], now=NOW)
        await guesses.take_back(guess.key)
        assert await guesses.begin([guess], now=NOW) == 0
        assert await guesses.begin([guess], now=NOW) == 1
        for _ in range(9):
            await guesses.take_back(guess.key)
        for _ in range(3):
            assert await guesses.begin([guess], now=NOW) == 0
        assert await guesses.begin([guess], now=NOW) == 1

    async def test_what_was_never_guessed_can_be_forgotten_and_taken_back(
        self, guesses: Guesses, guess: Guess
    ) -> None:
        await guesses.take_back(guess.key)
        await guesses.forget(guess.key)
        assert await guesses.begin([guess], now=NOW) == 0


class TestMemoryGuesses(GuessesContract):
    @pytest.fixture
    def counters(self) -> tuple[Guesses, Guesses]:
        guesses = MemoryGuesses()
        return guesses, guesses


class TestRedisGuesses(GuessesContract):
    @pytest.fixture
    async def counters(self, valkey_url: str) -> AsyncIterator[tuple[Guesses, Guesses]]:
        prefix = f"test:{{{uuid4().hex}}}"
        clients = connect(valkey_url), connect(valkey_url)
        yield RedisGuesses(client=clients[0], prefix=prefix), RedisGuesses(client=clients[1], prefix=prefix)
        for client in clients:
            await client.aclose()
            await client.connection_pool.disconnect()


async def test_guesses_in_memory_are_forgotten_after_a_day_and_when_there_is_no_room(guess: Guess) -> None:
    guesses = MemoryGuesses(most_keys=2)
    for _ in range(3):
        await guesses.begin([guess], now=NOW)
    assert await guesses.begin([guess], now=later(days=1)) == 0
    for number in range(2):
        await guesses.begin([Guess(key=f"{number}", allowance=FEW)], now=NOW)
    assert len(guesses._counted) == 2


async def test_while_the_shared_counts_are_away_each_process_counts(
    valkey_factory: ValkeyFactory, guess: Guess
) -> None:
    client = connect(valkey_factory().url)
    with pytest.raises(Unavailable):
        await RedisGuesses(client=client).begin([guess], now=NOW)
    guesses = ResilientGuesses(shared=RedisGuesses(client=client), local=MemoryGuesses())
    for _ in range(3):
        assert await guesses.begin([guess], now=NOW) == 0
    assert await guesses.begin([guess], now=NOW) == 1
    await guesses.take_back(guess.key)
    assert await guesses.begin([guess], now=NOW) == 0
    await guesses.forget(guess.key)
    assert await guesses.begin([guess], now=NOW) == 0
    await client.aclose()
    await client.connection_pool.disconnect()
