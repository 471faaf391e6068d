import asyncio

import pytest

from sorbo_adapters.memory.delivery.queue import MemoryQueue
from sorbo_core.delivery.queue import Task
from sorbo_core.delivery.use_cases.relay_events import DELIVER_EVENTS, ticket_of
from sorbo_core.shared.errors import Unavailable
from support.post_office import LEASE, PostOffice

AWAY = Unavailable(part="queue")


class Watched(MemoryQueue):
    """A queue that knows what was put, and may be away."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks: list[Task] = []
        self.refuses_depth = self.refuses_put = self.loses = False

    async def depth(self) -> int:
        if self.refuses_depth:
            raise AWAY
        return len(self.tasks)

    async def put(self, task: Task) -> None:
        if not self.loses:
            self.tasks.append(task)
        if self.refuses_put:
            raise AWAY

    async def done_by(self, office: PostOffice) -> list[int]:
        """Do every task; return how many entities each was worth."""
        tasks, self.tasks = self.tasks, []
        return [await office.deliver()(ticket_of(*task.args)) for task in tasks]


@pytest.fixture
def queue() -> Watched:
    return Watched()


async def test_what_is_due_is_handed_to_the_workers_with_ids_only(office: PostOffice, queue: Watched) -> None:
    await office.receive("a")
    await office.receive("b")
    assert await office.relay(queue=queue, most=2)() == 2
    assert queue.tasks == [Task(name=DELIVER_EVENTS, args=("demandes", "token-000001", "a", "b"))]
    assert (office.first.tries, await office.waits()) == (0, 2)
    assert await queue.done_by(office) == [2]
    assert (office.first.had, await office.waits()) == (["a.1", "b.1"], 0)


async def test_what_is_in_the_queue_is_not_handed_on_again(office: PostOffice, queue: Watched) -> None:
    await office.receive()
    assert [await office.relay(queue=queue)() for _ in range(2)] == [1, 0]


async def test_a_queue_that_holds_enough_is_left_alone(office: PostOffice, queue: Watched) -> None:
    for id_ in "abc":
        await office.receive(id_)
    assert await office.relay(queue=queue, deepest=2)() == 2
    assert await office.relay(queue=queue, deepest=2)() == 0
    await queue.done_by(office)
    assert await office.relay(queue=queue, deepest=2)() == 1


async def test_what_the_queue_lost_is_handed_on_again_when_the_lease_is_over(
    office: PostOffice, queue: Watched
) -> None:
    queue.loses = True
    await office.receive()
    await office.relay(queue=queue)()
    queue.loses = False
    office.clock.advance(LEASE)
    assert await office.relay(queue=queue)() == 1
    await queue.done_by(office)
    assert (office.first.had, await office.waits()) == (["a.1"], 0)


async def test_a_task_that_is_handed_out_twice_is_worth_nothing_the_second_time(
    office: PostOffice, queue: Watched
) -> None:
    await office.receive()
    await office.relay(queue=queue)()
    queue.tasks *= 2
    assert await queue.done_by(office) == [1, 0]
    assert office.first.had == ["a.1"]


async def test_a_task_that_comes_too_late_is_worth_nothing(office: PostOffice, queue: Watched) -> None:
    await office.receive()
    await office.relay(queue=queue)()
    office.clock.advance(LEASE)
    await office.relay(queue=queue, deepest=9)()
    assert await queue.done_by(office) == [0, 1]


@pytest.mark.parametrize("call", ["depth", "put"])
async def test_without_its_queue_the_relay_delivers_by_itself(
    office: PostOffice, queue: Watched, call: str
) -> None:
    setattr(queue, f"refuses_{call}", True)
    await office.receive("a")
    await office.receive("b")
    assert await office.relay(queue=queue, deepest=9)() == 2
    assert office.first.had == office.second.had == ["a.1", "b.1"]
    # What a put that failed left behind all the same is worth nothing.
    assert sum(await queue.done_by(office)) == 0


async def test_a_worker_of_the_queue_delivers(office: PostOffice) -> None:
    queue, deliver = MemoryQueue(), office.deliver()
    all_had = asyncio.Event()

    async def handler(*args: str) -> None:
        await deliver(ticket_of(*args))
        all_had.set()

    await office.receive()
    await office.relay(queue=queue)()
    working = asyncio.create_task(queue.work({DELIVER_EVENTS: handler}))
    async with asyncio.timeout(5):
        await all_had.wait()
    working.cancel()
    await asyncio.wait([working])
    assert office.first.had == ["a.1"]
