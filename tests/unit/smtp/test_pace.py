import asyncio
from time import monotonic

from sorbo_adapters.smtp.pace import Pace


async def test_callers_come_through_evenly_and_in_order() -> None:
    pace, passed, started = Pace(50), list[int](), monotonic()

    async def caller(number: int) -> None:
        await pace.turn()
        passed.append(number)

    await asyncio.gather(*map(caller, range(6)))

    assert passed == [0, 1, 2, 3, 4, 5]
    assert monotonic() - started >= 5 / 50 - 0.005


async def test_a_turn_that_nobody_took_is_not_saved_up() -> None:
    pace = Pace(50)
    await pace.turn()
    await asyncio.sleep(0.1)
    started = monotonic()
    for _ in range(3):
        await pace.turn()
    assert monotonic() - started >= 2 / 50 - 0.005


async def test_without_a_rate_nobody_waits() -> None:
    pace, started = Pace(0), monotonic()
    for _ in range(1000):
        await pace.turn()
    assert monotonic() - started < 1
