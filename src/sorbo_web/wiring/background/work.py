"""What goes on beside the requests, in the API's processes or in workers of their own."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from sorbo_core.delivery.queue import TaskHandler
from sorbo_core.delivery.use_cases.deliver_events import DeliverEvents
from sorbo_core.delivery.use_cases.relay_events import DELIVER_EVENTS, ticket_of
from sorbo_web.wiring.background.backlog import measure_backlog
from sorbo_web.wiring.background.repeating import repeating
from sorbo_web.wiring.background.webhook_metrics import measure_webhooks
from sorbo_web.wiring.background.working import working
from sorbo_web.wiring.container import Container

_COUNT_BACKLOG_EVERY = 10.0
_LOOK_FOR_JOBS_EVERY = 15.0
_LAPSE_EVERY = 30.0
_PUBLISH_EVERY = 5.0
_SEAL_EVERY = 2.0


@asynccontextmanager
async def at_work(container: Container) -> AsyncIterator[None]:
    """Relay events, do the tasks of the queue, send webhooks, publish, lapse, seal, run what is due."""
    delivery, often = container.delivery, container.settings().relay_interval
    handlers = {DELIVER_EVENTS: _Deliver(delivery.deliver_events())}
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(working(container.ports.queue(), handlers))
        for name, work, interval in (
            ("relay", delivery.relay_events(), often),
            ("webhook sender", container.integrations.send_webhooks(), often),
            ("publisher", delivery.publish_due(), _PUBLISH_EVERY),
            ("newsletter", container.newsletter.send_due(), _PUBLISH_EVERY),
            ("scheduler", delivery.run_jobs(), _LOOK_FOR_JOBS_EVERY),
            ("sealer", container.audit.seal_audit(), _SEAL_EVERY),
            ("holds", container.enrolment.lapse_holds(), _LAPSE_EVERY),
        ):
            await stack.enter_async_context(repeating(work, name=name, interval=interval))
        yield


@asynccontextmanager
async def measuring(container: Container) -> AsyncIterator[None]:
    """Keep the gauges of what waits up to date."""
    ports, clock = container.ports, container.ports.clock()
    async with AsyncExitStack() as stack:
        for name, measure in (
            ("backlog", partial(measure_backlog, ports.delivery_desk(), clock)),
            ("backlog of webhooks", partial(measure_webhooks, ports.webhook_deliveries(), clock)),
        ):
            await stack.enter_async_context(repeating(measure, name=name, interval=_COUNT_BACKLOG_EVERY))
        yield


class _Deliver(TaskHandler):
    """Delivers what the arguments of a task stand for."""

    def __init__(self, deliver: DeliverEvents) -> None:
        self._deliver = deliver

    async def __call__(self, *args: str) -> None:
        await self._deliver(ticket_of(*args))
