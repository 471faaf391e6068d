"""Events on their way to webhooks: queued once, sent until they are taken."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import msgspec
import pytest

from sorbo_adapters.memory.http import MemoryHttp
from sorbo_adapters.memory.integrations import MemoryDeliveries, MemoryOutcomes, MemoryWebhooks
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.integrations.delivery import Attempt, Delivery, DeliveryState
from sorbo_core.integrations.endpoint import WebhookState
from sorbo_core.integrations.events import DisabledReason
from sorbo_core.integrations.outcome import Outcome
from sorbo_core.integrations.retries import Retries
from sorbo_core.integrations.sender import Sender
from sorbo_core.integrations.signing import sign
from sorbo_core.integrations.use_cases.delivery.queue import QueueWebhooks
from sorbo_core.integrations.use_cases.delivery.send import Pace, SendWebhooks
from sorbo_core.shared.errors import Deferred, Unavailable, Violation
from sorbo_core.shared.events import Event
from sorbo_core.shared.outgoing.http import OutboundHttp, Reply, UrlRefused
from sorbo_core.shared.query import ListQuery
from support.build import NOW, SECRET, demande, later, webhook

_DEADLINE = 5
EVENT: Event = demande(id="demande").assign("compte-1", at=later(seconds=-1)).events[1]
MESSAGE = "demande-2_hook"


class _Busy(OutboundHttp):
    """Answers nobody but one URL until it is told to."""

    def __init__(self, quick: str) -> None:
        self.quick = quick
        self.waiting = 0
        self.answered = asyncio.Event()
        self.go = asyncio.Event()

    async def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> Reply:  # noqa: ARG002 — the port's
        if url == self.quick:
            self.answered.set()
            return Reply(status=200)
        self.waiting += 1
        await self.go.wait()
        return Reply(status=200)


class _Away(MemoryDeliveries):
    """Deliveries that cannot be changed."""

    async def update(self, *_: object) -> Delivery:
        raise Unavailable(part="database")


async def queued(deliveries: MemoryDeliveries) -> list[Delivery]:
    return list((await deliveries.list(ListQuery())).items)


async def test_an_event_is_queued_once_for_each_webhook_that_wants_it(
    webhooks: MemoryWebhooks, deliveries: MemoryDeliveries, queue: QueueWebhooks
) -> None:
    await webhooks.add(webhook(id="hook"))
    await webhooks.add(webhook(id="other", event_types=("formation.*",)))
    await webhooks.add(webhook(id="off").disable(DisabledReason.MANUAL, at=NOW))
    await queue(EVENT)
    await queue(EVENT)
    assert [each.id for each in await queued(deliveries)] == [MESSAGE]


async def test_what_is_sent_is_signed_and_says_what_happened(
    webhooks: MemoryWebhooks, queue: QueueWebhooks, send: SendWebhooks, http: MemoryHttp
) -> None:
    await webhooks.add(webhook(id="hook").rotate("whsec_bmV3", overlap=timedelta(days=1), at=NOW))
    await queue(EVENT)
    assert await send() == 1
    (posted,) = http.posted
    assert msgspec.json.decode(posted.body) == {
        "type": "demande.assigned",
        "timestamp": "2026-03-02T09:30:14.125000Z",
        "data": {
            "eventId": "demande.2",
            "schemaVersion": 1,
            "entityId": "demande",
            "sequence": 2,
            "assigneeId": "compte-1",
        },
    }
    at = int(NOW.timestamp())
    assert posted.headers == {
        "content-type": "application/json",
        "webhook-id": MESSAGE,
        "webhook-timestamp": str(at),
        "webhook-signature": sign(["whsec_bmV3", SECRET], id=MESSAGE, timestamp=at, body=posted.body),
    }


async def test_what_was_taken_is_not_sent_again(
    webhooks: MemoryWebhooks,
    deliveries: MemoryDeliveries,
    queue: QueueWebhooks,
    send: SendWebhooks,
    clock: FixedClock,
) -> None:
    await webhooks.add(webhook(id="hook"))
    await queue(EVENT)
    await send()
    clock.advance(timedelta(days=20))
    assert await send() == 0
    delivery = await deliveries.get(MESSAGE)
    assert (delivery.state, delivery.due_at) == (DeliveryState.DELIVERED, None)
    assert delivery.attempts == (Attempt(at=NOW, duration_ms=0, status=204),)


async def test_it_is_sent_ten_times_on_the_schedule_and_then_given_up(
    webhooks: MemoryWebhooks,
    deliveries: MemoryDeliveries,
    queue: QueueWebhooks,
    send: SendWebhooks,
    http: MemoryHttp,
    clock: FixedClock,
) -> None:
    http.answer = Reply(status=500, excerpt="oh\n no " + "x" * 500)
    await webhooks.add(webhook(id="hook"))
    await queue(EVENT)
    while (delivery := await deliveries.get(MESSAGE)).due_at is not None:
        clock.advance(delivery.due_at - clock.now())
        assert await send() == 1
    assert delivery.state is DeliveryState.FAILED
    assert len({posted.body for posted in http.posted}) == 1
    assert len({posted.headers["webhook-id"] for posted in http.posted}) == 1
    waits = [at.at - before.at for before, at in zip(delivery.attempts, delivery.attempts[1:], strict=False)]
    assert waits == list(Retries(chance=lambda: 0.0).delays)
    assert delivery.attempts[0].error == ("oh no " + "x" * 500)[:300]


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (Deferred(reason="no answer in time"), "no answer in time"),
        (UrlRefused(Violation("/url", "url_address")), "url_address"),
    ],
)
async def test_no_answer_at_all_is_a_failed_attempt_with_its_reason(
    webhooks: MemoryWebhooks,
    deliveries: MemoryDeliveries,
    queue: QueueWebhooks,
    send: SendWebhooks,
    http: MemoryHttp,
    failure: Deferred,
    error: str,
) -> None:
    http.answer = failure
    await webhooks.add(webhook(id="hook"))
    await queue(EVENT)
    await send()
    delivery = await deliveries.get(MESSAGE)
    assert delivery.attempts == (Attempt(at=NOW, duration_ms=0, error=error),)
    assert delivery.due_at == later(seconds=5)


async def test_a_receiver_that_asks_to_wait_is_left_alone_for_so_long(
    webhooks: MemoryWebhooks,
    deliveries: MemoryDeliveries,
    queue: QueueWebhooks,
    send: SendWebhooks,
    http: MemoryHttp,
) -> None:
    http.answer = Reply(status=429, retry_after="120")
    await webhooks.add(webhook(id="hook"))
    await queue(EVENT)
    await send()
    assert (await deliveries.get(MESSAGE)).due_at == later(minutes=2)


async def test_a_receiver_that_has_gone_is_disabled_and_what_waits_for_it_given_up(
    webhooks: MemoryWebhooks,
    deliveries: MemoryDeliveries,
    queue: QueueWebhooks,
    send: SendWebhooks,
    http: MemoryHttp,
    clock: FixedClock,
) -> None:
    await webhooks.add(webhook(id="hook"))
    http.answer = Reply(status=500)
    await queue(EVENT)
    await send()
    http.answer = Reply(status=410)
    await queue(demande(id="next").events[0])
    await send()
    endpoint = await webhooks.get("hook")
    assert (endpoint.state, endpoint.disabled_reason) == (WebhookState.DISABLED, DisabledReason.GONE)
    clock.advance(timedelta(seconds=5))
    await send()
    assert len(http.posted) == 2
    assert {each.state for each in await queued(deliveries)} == {DeliveryState.FAILED}


async def test_five_days_of_failures_disable_a_webhook_and_a_success_forgives_them(
    webhooks: MemoryWebhooks, queue: QueueWebhooks, send: SendWebhooks, http: MemoryHttp, clock: FixedClock
) -> None:
    await webhooks.add(webhook(id="hook"))
    for day, status in enumerate([500, 500, 200, 500, 301, 404, 500, 500, 500]):
        http.answer = Reply(status=status)
        await queue(demande(id=f"day-{day}", at=clock.now()).events[0])
        await send()
        expected = WebhookState.DISABLED if day == 8 else WebhookState.ACTIVE
        assert (await webhooks.get("hook")).state is expected
        clock.advance(timedelta(days=1))


async def test_what_waits_for_a_webhook_that_has_gone_is_given_up(
    deliveries: MemoryDeliveries, send: SendWebhooks, http: MemoryHttp
) -> None:
    await deliveries.add(Delivery.of(EVENT, webhook(id="hook"), at=NOW))
    assert await send() == 1
    assert (await deliveries.get(MESSAGE)).state is DeliveryState.FAILED
    assert http.posted == []


async def test_what_became_of_each_attempt_is_counted(
    webhooks: MemoryWebhooks,
    queue: QueueWebhooks,
    send: SendWebhooks,
    http: MemoryHttp,
    clock: FixedClock,
    outcomes: MemoryOutcomes,
) -> None:
    await webhooks.add(webhook(id="hook"))
    await queue(EVENT)
    for status in (500, 200, 410):
        http.answer = Reply(status=status)
        await send()
        clock.advance(timedelta(seconds=5))
        await queue(demande(id=f"after-{status}").events[0])
    assert outcomes.counted == [Outcome.FAILED, Outcome.DELIVERED, Outcome.DELIVERED, Outcome.DISABLED]


async def test_a_last_attempt_and_what_is_not_attempted_any_more_count_as_given_up(
    webhooks: MemoryWebhooks,
    deliveries: MemoryDeliveries,
    queue: QueueWebhooks,
    send: SendWebhooks,
    http: MemoryHttp,
    outcomes: MemoryOutcomes,
) -> None:
    endpoint = await webhooks.add(webhook(id="hook"))
    last = msgspec.structs.replace(Delivery.of(EVENT, endpoint, at=NOW), tries=9)
    await deliveries.add(last)
    http.answer = Reply(status=500)
    await send()
    await queue(demande(id="next").events[0])
    await webhooks.update("hook", lambda it: it.disable(DisabledReason.MANUAL, at=NOW))
    await send()
    assert outcomes.counted == [Outcome.GIVEN_UP, Outcome.GIVEN_UP]


async def test_what_a_dead_process_held_is_sent_when_its_lease_ends(
    webhooks: MemoryWebhooks,
    deliveries: MemoryDeliveries,
    queue: QueueWebhooks,
    send: SendWebhooks,
    clock: FixedClock,
) -> None:
    await webhooks.add(webhook(id="hook"))
    await queue(EVENT)
    await deliveries.claim(now=NOW, lease=timedelta(seconds=60), token="dead")
    assert await send() == 0
    clock.advance(timedelta(seconds=60))
    assert await send() == 1
    assert (await deliveries.get(MESSAGE)).state is DeliveryState.DELIVERED


async def test_a_receiver_that_hangs_takes_its_places_and_no_others(
    webhooks: MemoryWebhooks, deliveries: MemoryDeliveries, queue: QueueWebhooks, clock: FixedClock
) -> None:
    quick = "https://quick.example.com/"
    await webhooks.add(webhook(id="slow"))
    await webhooks.add(webhook(id="quick", url=quick, event_types=("formation.*",)))
    for n in range(6):
        await queue(demande(id=f"demande-{n}").events[0])
    http = _Busy(quick)
    send = SendWebhooks(
        webhooks=webhooks,
        deliveries=deliveries,
        sender=Sender(http=http, clock=clock),
        retries=Retries(chance=lambda: 0.0),
        clock=clock,
        ids=SequentialIds(),
        outcomes=MemoryOutcomes(),
        pace=Pace(most=3, most_each=2, look_every=0.001),
    )
    async with asyncio.timeout(_DEADLINE):
        running = asyncio.create_task(send())
        await queue(msgspec.structs.replace(EVENT, id="f.1", type="formation.published"))
        await http.answered.wait()
        assert http.waiting == 2
        http.go.set()
        assert await running == 7


async def test_an_outage_ends_the_pass_and_loses_nothing(
    webhooks: MemoryWebhooks, http: MemoryHttp, clock: FixedClock, ids: SequentialIds
) -> None:
    deliveries = _Away()
    endpoint = await webhooks.add(webhook(id="hook"))
    await deliveries.add(Delivery.of(EVENT, endpoint, at=NOW))
    send = SendWebhooks(
        webhooks=webhooks,
        deliveries=deliveries,
        sender=Sender(http=http, clock=clock),
        retries=Retries(chance=lambda: 0.0),
        clock=clock,
        ids=ids,
        outcomes=MemoryOutcomes(),
    )
    with pytest.raises(Unavailable):
        await send()
    assert (
        await deliveries.claim(now=later(seconds=60), lease=timedelta(seconds=60), token="next") is not None
    )
