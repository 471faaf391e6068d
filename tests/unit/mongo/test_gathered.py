"""Calls that are made at the same moment."""

import asyncio
import gc
from collections.abc import Sequence
from typing import Any

import pytest

from sorbo_adapters.mongo.gathered import Gathered


async def test_calls_of_one_moment_are_one_and_later_ones_another() -> None:
    turns: list[list[int]] = []

    async def act(items: Sequence[int]) -> int:
        turns.append(list(items))
        return sum(items)

    gathered = Gathered(act)
    assert list(await asyncio.gather(gathered(1), gathered(2))) == [3, 3]
    assert await gathered(4) == 4
    assert turns == [[1, 2], [4]]


async def test_a_failure_after_its_caller_was_cancelled_is_no_error_in_the_log() -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    failing = asyncio.Event()

    async def act(_: Sequence[int]) -> None:
        await failing.wait()
        raise ConnectionError

    gathered = Gathered(act)
    caller = asyncio.create_task(gathered(1))
    await asyncio.sleep(0)
    caller.cancel()
    failing.set()
    with pytest.raises(asyncio.CancelledError):
        await caller
    await asyncio.sleep(0)
    del caller
    gc.collect()
    assert complaints == []
