"""Hand events on to whoever delivers them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from sorbo_core.delivery.ports import Outbox, Ticket
from sorbo_core.delivery.queue import Queue, Task
from sorbo_core.delivery.use_cases.deliver_events import DeliverEvents
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.outgoing.finishing import finished
from sorbo_core.shared.ports import Clock, Ids

DELIVER_EVENTS = "deliver_events"

_Hand = Callable[[Ticket], Awaitable[int]]


def task_of(ticket: Ticket) -> Task:
    """Return the task to deliver what a ticket stands for."""
    return Task(name=DELIVER_EVENTS, args=(ticket.collection, ticket.token, *ticket.entity_ids))


def ticket_of(collection: str, token: str, *entity_ids: str) -> Ticket:
    """Return the ticket that the arguments of such a task stand for."""
    return Ticket(collection=collection, token=token, entity_ids=entity_ids)


class RelayEvents:
    """Hand the events that are due on to the workers, the longest due first.

    What workers are not free for stays in the outbox, in order: the queue holds a few tickets at
    most, and may lose them, since their leases run out by themselves. While the queue cannot be
    reached, the relay delivers by itself. A pass ends when nothing is due, when the queue holds
    enough, or when a part turns out to be away.

    Raises:
        Unavailable: the outbox cannot be reached; or neither can the queue, and a part is away
            that a handler needs.
    """

    def __init__(
        self,
        *,
        outbox: Outbox,
        queue: Queue,
        deliver: DeliverEvents,
        clock: Clock,
        ids: Ids,
        lease: timedelta = timedelta(seconds=30),
        most: int = 32,
        deepest: int = 16,
    ) -> None:
        self._outbox = outbox
        self._queue = queue
        self._deliver = deliver
        self._clock = clock
        self._ids = ids
        self._lease = lease
        self._most = most
        self._deepest = deepest

    async def __call__(self) -> int:
        """Run one pass; return how many entities were handed on, or relayed completely."""
        relayed = 0
        while (hand_on := await self._hand()) is not None and (ticket := await self._due()) is not None:
            relayed += await hand_on(ticket)
        return relayed

    async def _hand(self) -> _Hand | None:
        """Return who takes the next ticket: the queue, the relay itself, or nobody for now."""
        try:
            depth = await self._queue.depth()
        except Unavailable:
            return self._deliver_here
        return self._enqueue if depth < self._deepest else None

    async def _due(self) -> Ticket | None:
        now = self._clock.now()
        return await self._outbox.lease(
            now=now, until=now + self._lease, token=self._ids.new(), most=self._most
        )

    async def _enqueue(self, ticket: Ticket) -> int:
        try:
            await self._queue.put(task_of(ticket))
        except Unavailable:
            # It may be in the queue all the same; whoever comes second finds the ticket void.
            return await self._deliver_here(ticket)
        return len(ticket.entity_ids)

    async def _deliver_here(self, ticket: Ticket) -> int:
        delivering = asyncio.ensure_future(self._deliver(ticket))
        # A relay that is stopped finishes what it has begun: a mail that is cut off may be sent twice.
        await finished([delivering])
        return delivering.result()
