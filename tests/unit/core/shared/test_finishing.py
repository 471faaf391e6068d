import asyncio
import gc

import pytest

from sorbo_core.shared.outgoing.finishing import finished


async def _turns() -> None:
    """Let everything that is ready go on."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_it_waits_until_all_are_done_and_leaves_the_results_to_be_asked_for() -> None:
    works = [asyncio.ensure_future(asyncio.sleep(0.001 * n, result=n)) for n in range(3)]
    await finished(works)
    assert [work.result() for work in works] == [0, 1, 2]
    await finished(works)
    await finished([])


async def test_however_often_the_caller_is_cancelled_the_work_ends_before_it_does() -> None:
    go_on = asyncio.Event()
    work = asyncio.ensure_future(go_on.wait())
    waiting = asyncio.create_task(finished([work]))
    for _ in range(3):
        await _turns()
        waiting.cancel()
    await _turns()
    assert not waiting.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert work.result() is True


async def test_a_cancellation_passes_although_something_else_had_gone_wrong() -> None:
    go_on = asyncio.Event()
    work = asyncio.ensure_future(go_on.wait())

    async def failing() -> None:
        try:
            raise LookupError
        finally:
            await finished([work])

    running = asyncio.create_task(failing())
    await _turns()
    running.cancel()
    await _turns()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_failures_and_cancelled_work_are_no_errors_of_the_caller() -> None:
    async def failing() -> None:
        raise LookupError

    unhandled: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: unhandled.append(context))
    works = [asyncio.create_task(failing()), asyncio.create_task(asyncio.sleep(60))]
    works[1].cancel()
    await finished(works)
    assert [work.cancelled() for work in works] == [False, True]
    del works
    gc.collect()
    await _turns()
    assert unhandled == []
