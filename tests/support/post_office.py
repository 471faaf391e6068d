"""A relay over requests in memory, with two handlers that note what they get."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.delivery.queue import AbsentQueue
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.contact.demande import DemandeState
from sorbo_core.delivery.backoff import Backoff
from sorbo_core.delivery.ports import EventHandler, Outbox
from sorbo_core.delivery.queue import Queue
from sorbo_core.delivery.subscriptions import Subscriptions
from sorbo_core.delivery.use_cases.deliver_events import DeliverEvents
from sorbo_core.delivery.use_cases.relay_events import RelayEvents
from sorbo_core.shared.errors import Deferred, Refused, Unavailable
from sorbo_core.shared.events import Event
from sorbo_core.shared.ports import Clock, Ids
from support import build

LEASE = timedelta(seconds=30)
AWAY = Unavailable(part="smtp")
BUSY = Deferred(reason="mailbox full")
BROKEN = RuntimeError("a mistake in the handler")
NEVER = Refused(reason="no such user")


class Recorder(EventHandler):
    """Notes the events that it has had; raises instead while `failure` is set."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.had: list[str] = []
        self.tries = 0
        self.failure = failure

    async def __call__(self, event: Event) -> None:
        self.tries += 1
        if self.failure is not None:
            raise self.failure
        self.had.append(event.id)


class PostOffice:
    """A relay with two handlers, `first` and `second`, of every request that arrives or moves."""

    def __init__(self, demandes: MemoryDemandes, clock: FixedClock, outbox: MemoryOutbox) -> None:
        self.demandes, self.clock, self.outbox = demandes, clock, outbox
        self.first, self.second = Recorder(), Recorder()
        self.ids = SequentialIds("token")

    def deliver(
        self,
        *,
        first: EventHandler | None = None,
        most_failures: int = 12,
        lease: timedelta = LEASE,
    ) -> DeliverEvents:
        """Return what delivers requests to both handlers, or to another one in place of `first`."""
        handlers = {"first": first or self.first, "second": self.second}
        return DeliverEvents(
            outbox=self.outbox,
            subscriptions={"demande.received": handlers, "demande.moved": handlers},
            clock=self.clock,
            ids=self.ids,
            backoff=Backoff(chance=lambda: 0, most_failures=most_failures),
            lease=lease,
        )

    def relay(
        self,
        deliver: DeliverEvents | None = None,
        *,
        queue: Queue | None = None,
        most: int = 1,
        deepest: int = 2,
    ) -> RelayEvents:
        """Return a relay of requests."""
        return RelayEvents(
            outbox=self.outbox,
            queue=queue or AbsentQueue(),
            deliver=deliver or self.deliver(),
            clock=self.clock,
            ids=self.ids,
            lease=LEASE,
            most=most,
            deepest=deepest,
        )

    async def relayed(self, deliver: DeliverEvents | None = None, *, most: int = 1) -> int:
        """Run one pass of a relay without a queue; return how many requests it relayed, up to an outage."""
        try:
            return await self.relay(deliver, most=most)()
        except Unavailable:
            return 0

    async def receive(self, id: str = "a") -> None:
        """Let a request arrive."""
        await self.demandes.add(build.demande(id=id, at=self.clock.now()))

    async def move(self, state: DemandeState, id: str = "a") -> None:
        """Move a request on."""
        await self.demandes.update(id, lambda demande: demande.move(state, at=self.clock.now()))

    async def waits(self) -> int:
        """Return how many requests have events that wait."""
        return (await self.outbox.backlog()).entities


def relay_of(outbox: Outbox, subscriptions: Subscriptions, *, clock: Clock, ids: Ids) -> RelayEvents:
    """Return a relay without a queue that delivers to these handlers."""
    deliver = DeliverEvents(
        outbox=outbox, subscriptions=subscriptions, clock=clock, ids=ids, backoff=Backoff(chance=lambda: 0)
    )
    return RelayEvents(outbox=outbox, queue=AbsentQueue(), deliver=deliver, clock=clock, ids=ids)


def having(office: PostOffice, action: Callable[[], Awaitable[None]]) -> EventHandler:
    """Return a handler that does this before it notes the event."""

    class Acting(EventHandler):
        async def __call__(self, event: Event) -> None:
            await action()
            await office.first(event)

    return Acting()
