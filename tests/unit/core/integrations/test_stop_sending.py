"""What becomes of webhooks that are being sent when the process is asked to stop."""

import asyncio
from collections.abc import Mapping

from sorbo_adapters.memory.integrations import MemoryDeliveries, MemoryOutcomes, MemoryWebhooks
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.integrations.delivery import Delivery, DeliveryState
from sorbo_core.integrations.retries import Retries
from sorbo_core.integrations.sender import Sender
from sorbo_core.integrations.use_cases.delivery.send import SendWebhooks
from sorbo_core.shared.outgoing.http import OutboundHttp, Reply
from support.build import NOW, demande, webhook

_DEADLINE = 5


class _Slow(OutboundHttp):
    """Has the request, and answers when it is told to."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.go = asyncio.Event()

    async def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> Reply:  # noqa: ARG002 — the port's
        self.asked.set()
        await self.go.wait()
        return Reply(status=200)


async def test_what_is_under_way_is_finished_and_recorded_however_often_one_asks(
    webhooks: MemoryWebhooks, deliveries: MemoryDeliveries, clock: FixedClock
) -> None:
    http = _Slow()
    send = SendWebhooks(
        webhooks=webhooks,
        deliveries=deliveries,
        sender=Sender(http=http, clock=clock),
        retries=Retries(chance=lambda: 0.0),
        clock=clock,
        ids=SequentialIds(),
        outcomes=MemoryOutcomes(),
    )
    endpoint = await webhooks.add(webhook(id="hook"))
    (event,) = demande(at=NOW).events
    queued = await deliveries.add(Delivery.of(event, endpoint, at=NOW))
    async with asyncio.timeout(_DEADLINE):
        sending = asyncio.create_task(send())
        await http.asked.wait()
        for _ in range(3):
            sending.cancel()
            await asyncio.sleep(0)
        http.go.set()
        await asyncio.wait([sending])
    assert sending.cancelled()
    assert (await deliveries.get(queued.id)).state is DeliveryState.DELIVERED
