import asyncio
import gc
from collections.abc import Sequence
from typing import Any

import pytest

from sorbo_adapters.mongo.store.gathered import Gathered


class Acts:
    """Notes what it was asked together, and answers with the sum."""

    def __init__(self) -> None:
        self.turns: list[list[int]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.begun = asyncio.Semaphore(0)

    async def __call__(self, items: Sequence[int]) -> int:
        self.turns.append(list(items))
        self.begun.release()
        await self.gate.wait()
        if 0 in items:
            raise ZeroDivisionError
        return sum(items)


async def test_what_is_asked_at_the_same_moment_is_done_at_once() -> None:
    acts = Acts()
    gathered = Gathered(acts)
    assert await asyncio.gather(*map(gathered, (1, 2, 3))) == [6, 6, 6]
    assert acts.turns == [[1, 2, 3]]


async def test_what_is_asked_once_the_work_is_under_way_starts_work_of_its_own() -> None:
    acts = Acts()
    gathered = Gathered(acts)
    acts.gate.clear()
    first = asyncio.create_task(gathered(1))
    await acts.begun.acquire()
    second = asyncio.create_task(gathered(2))
    await acts.begun.acquire()
    acts.gate.set()
    assert (await first, await second) == (1, 2)
    assert acts.turns == [[1], [2]]


async def test_what_goes_wrong_goes_wrong_for_everybody_who_asked_and_for_nobody_later() -> None:
    gathered = Gathered(Acts())
    outcomes = await asyncio.gather(gathered(0), gathered(1), return_exceptions=True)
    assert [type(each) for each in outcomes] == [ZeroDivisionError, ZeroDivisionError]
    assert await gathered(5) == 5


@pytest.mark.parametrize("number", [0, 1])
async def test_a_caller_who_leaves_takes_nothing_from_the_others(number: int) -> None:
    acts = Acts()
    gathered = Gathered(acts)
    acts.gate.clear()
    callers = [asyncio.create_task(gathered(each)) for each in (1, 2)]
    await acts.begun.acquire()
    callers[number].cancel()
    await asyncio.wait([callers[number]])
    acts.gate.set()
    assert await callers[1 - number] == 3


async def test_a_failure_that_nobody_waits_for_any_more_is_no_error_in_the_log() -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    acts = Acts()
    gathered = Gathered(acts)
    acts.gate.clear()
    caller = asyncio.create_task(gathered(0))
    await acts.begun.acquire()
    caller.cancel()
    await asyncio.wait([caller])
    acts.gate.set()
    await asyncio.sleep(0)
    del caller
    gc.collect()
    assert complaints == []
