"""What goes on for as long as the application does ends, although a driver swallows that it is to."""

import asyncio

import pytest

from sorbo_adapters.memory.delivery.queue import MemoryQueue
from sorbo_web.wiring.background import listening, working
from sorbo_web.wiring.background.ending import ended
from support.api import Api, memory_settings

_DEADLINE = 5


class _Deaf:
    """Goes on until it has been told twice to end."""

    def __init__(self) -> None:
        self.began = asyncio.Event()
        self.told = 0

    async def __call__(self, *_: object) -> None:
        self.began.set()
        while self.told < 2:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                self.told += 1
        raise asyncio.CancelledError


@pytest.fixture
def deaf() -> _Deaf:
    return _Deaf()


async def test_it_is_told_again(deaf: _Deaf) -> None:
    task = asyncio.create_task(deaf())
    async with asyncio.timeout(_DEADLINE):
        await deaf.began.wait()
        await ended(task, patience=0.001)
    assert (task.cancelled(), deaf.told) == (True, 2)


async def test_what_failed_by_itself_is_over() -> None:
    async def failing() -> None:
        raise LookupError

    task = asyncio.create_task(failing())
    await asyncio.sleep(0)
    await ended(task)
    assert isinstance(task.exception(), LookupError)


async def test_a_process_that_listens_to_others_ends(deaf: _Deaf, monkeypatch: pytest.MonkeyPatch) -> None:
    class Listener:
        listen = staticmethod(deaf)

    monkeypatch.setattr(listening, "invalidations", lambda *_: Listener())
    api = Api(memory_settings(SORBO_REDIS_URL="redis://127.0.0.1:1"))
    async with asyncio.timeout(_DEADLINE), listening.listening(api.container):
        await deaf.began.wait()
    assert deaf.told == 2


async def test_a_worker_ends(deaf: _Deaf, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unhearing(MemoryQueue):
        work = staticmethod(deaf)  # type: ignore[assignment]

    monkeypatch.setattr(working, "_FINISHED_WITHIN", 0.001)
    async with asyncio.timeout(_DEADLINE), working.working(Unhearing(), {}):
        await deaf.began.wait()
    assert deaf.told == 2
