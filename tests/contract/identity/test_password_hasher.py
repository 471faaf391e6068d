import asyncio
import os
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from argon2 import extract_parameters

from sorbo_adapters.memory.hasher import FastHasher
from sorbo_adapters.security.passwords import Argon2Hasher
from sorbo_core.identity.ports import PasswordHasher
from sorbo_core.shared.errors import Unavailable

PASSWORD = "une phrase que personne ne devine"


class PasswordHasherContract:
    """What `PasswordHasher` promises."""

    async def test_a_password_has_its_own_hash(self, hasher: PasswordHasher) -> None:
        assert await hasher.verify(PASSWORD, await hasher.hash(PASSWORD))

    @pytest.mark.parametrize("other", ["", PASSWORD.upper(), f"{PASSWORD} ", f"{PASSWORD}\0", "é" * 256])
    async def test_another_password_has_another_hash(self, other: str, hasher: PasswordHasher) -> None:
        assert not await hasher.verify(other, await hasher.hash(PASSWORD))

    async def test_any_text_can_be_hashed(self, hasher: PasswordHasher) -> None:
        for password in ("", "é" * 256, "🔑\0\n", PASSWORD * 8):
            assert await hasher.verify(password, await hasher.hash(password))

    async def test_no_hash_matches_no_password(self, hasher: PasswordHasher) -> None:
        assert not await hasher.verify(PASSWORD, None)
        assert not await hasher.verify("", None)

    async def test_hashes_are_salted_phc_strings_that_do_not_tell_the_password(
        self, hasher: PasswordHasher
    ) -> None:
        one, other = await hasher.hash(PASSWORD), await hasher.hash(PASSWORD)

        assert one != other
        assert one.startswith("$")
        assert PASSWORD not in one


class TestFastHasher(PasswordHasherContract):
    @pytest.fixture
    def hasher(self) -> PasswordHasher:
        return FastHasher()


@pytest.fixture
def argon2() -> Iterator[Argon2Hasher]:
    hasher = Argon2Hasher(threads=2, waiting=3)
    yield hasher
    hasher.close()


class TestArgon2Hasher(PasswordHasherContract):
    @pytest.fixture
    def hasher(self, argon2: Argon2Hasher) -> PasswordHasher:
        return argon2


async def test_hashes_are_argon2id_with_19_mib_and_two_passes(argon2: Argon2Hasher) -> None:
    parameters = extract_parameters(await argon2.hash(PASSWORD))

    assert parameters.type.name == "ID"
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (19 * 1024, 2, 1)


async def test_an_unknown_account_costs_what_a_wrong_password_costs(argon2: Argon2Hasher) -> None:
    known = await argon2.hash(PASSWORD)

    async def fastest(hash: str | None) -> float:
        times = []
        for _ in range(8):
            started = time.perf_counter()
            assert not await argon2.verify("wrong", hash)
            times.append(time.perf_counter() - started)
        return min(times)

    unknown_costs, wrong_costs = await fastest(None), await fastest(known)
    assert 0.5 < unknown_costs / wrong_costs < 2


async def test_a_hash_of_another_kind_matches_no_password(argon2: Argon2Hasher) -> None:
    assert not await argon2.verify(PASSWORD, await FastHasher().hash(PASSWORD))
    assert not await argon2.verify(PASSWORD, "")


async def test_who_finds_the_queue_full_is_turned_away_and_the_others_are_served(
    argon2: Argon2Hasher,
) -> None:
    outcomes = await asyncio.gather(*(argon2.hash(PASSWORD) for _ in range(9)), return_exceptions=True)

    refused = [outcome for outcome in outcomes if isinstance(outcome, Unavailable)]
    assert len(refused) == 4
    assert {error.part for error in refused} == {"login"}
    assert await argon2.verify(PASSWORD, await argon2.hash(PASSWORD))


async def test_who_gives_up_waiting_leaves_the_queue(argon2: Argon2Hasher) -> None:
    waiting = [asyncio.create_task(argon2.hash(PASSWORD)) for _ in range(5)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)

    assert all(await asyncio.gather(*(argon2.hash(PASSWORD) for _ in range(5))))


async def test_hashing_leaves_the_event_loop_free(argon2: Argon2Hasher) -> None:
    hashing = asyncio.gather(*(argon2.hash(PASSWORD) for _ in range(5)))
    turns = 0
    while not hashing.done():
        await asyncio.sleep(0)
        turns += 1
    await hashing

    assert turns > 50


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a priority is that of the whole process")
async def test_threads_that_hash_give_way_to_those_that_answer(argon2: Argon2Hasher) -> None:
    answering = os.getpriority(os.PRIO_PROCESS, 0)
    hashing = argon2._threads.submit(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
    assert await asyncio.wrap_future(hashing) > answering
    assert os.getpriority(os.PRIO_PROCESS, 0) == answering
