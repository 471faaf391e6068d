"""Receiving webhooks, from a source with a scheme and events of its own."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

import pytest

from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.integrations import MemoryReceivedWebhooks
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.integrations.errors import WebhookSourceNotFound
from sorbo_core.integrations.use_cases.incoming.receive import ReceiveWebhook
from sorbo_core.shared.errors import DomainError, Malformed
from sorbo_core.shared.events import EventData
from sorbo_core.shared.incoming.source import Scheme, WebhookSignatureInvalid, WebhookSource
from sorbo_core.shared.incoming.webhook import ReceivedWebhookNotFound, id_of
from support.stores import claim_next


class _CaissePaid(EventData, frozen=True, kw_only=True):
    type: ClassVar = "caisse.paid"


class _Token(Scheme):
    """Another scheme than that of Standard Webhooks: a shared token, and the id in the body."""

    def verify(self, *, headers: Mapping[str, str], body: bytes, now: datetime) -> str:  # noqa: ARG002 — the port's signature
        if headers.get("x-token") != "right":
            raise WebhookSignatureInvalid
        return body.decode("utf-8", "replace").partition(" ")[0]


def _paid(body: bytes) -> EventData | None:
    if body.endswith(b"nonsense"):
        raise Malformed
    return _CaissePaid() if body.endswith((b"paid", b"\xff")) else None


RIGHT = {"x-token": "right"}
CAISSE = WebhookSource(name="caisse", payload=dict, scheme=_Token(), read=_paid)
CLOSED = WebhookSource(name="closed", payload=dict, scheme=None, read=_paid)


@pytest.fixture
def received() -> MemoryReceivedWebhooks:
    return MemoryReceivedWebhooks()


@pytest.fixture
def receive(received: MemoryReceivedWebhooks, clock: FixedClock) -> ReceiveWebhook:
    return ReceiveWebhook(sources=[CAISSE, CLOSED], received=received, clock=clock)


async def refusal(receive: ReceiveWebhook, source: str, body: bytes, headers: Mapping[str, str]) -> str:
    with pytest.raises(DomainError) as caught:
        await receive(source=source, headers=headers, body=body)
    return caught.value.code


async def test_a_webhook_is_kept_as_it_came_with_the_event_that_it_tells_of(
    receive: ReceiveWebhook, received: MemoryReceivedWebhooks, clock: FixedClock
) -> None:
    id_ = await receive(source="caisse", headers=RIGHT, body="n° 1 paid".encode())
    kept = await received.get(id_)
    assert (kept.source, kept.webhook_id, kept.body, kept.created_at) == (
        "caisse",
        "n°",
        "n° 1 paid",
        clock.now(),
    )
    claim = await claim_next(MemoryOutbox([received]), "relay", now=clock.now())
    assert claim is not None
    assert [(each.event.id, each.event.type) for each in claim.pending] == [(f"{id_}.1", "caisse.paid")]


async def test_of_twenty_at_the_same_time_one_is_kept_and_all_are_answered_alike(
    receive: ReceiveWebhook, received: MemoryReceivedWebhooks
) -> None:
    calls = (receive(source="caisse", headers=RIGHT, body=f"m-1 {n} paid".encode()) for n in range(20))
    assert set(await asyncio.gather(*calls)) == {id_of("caisse", "m-1")}
    assert len(received.outboxes) == 1
    assert [len(each.entries) for each in received.outboxes.values()] == [1]
    assert (await received.get(id_of("caisse", "m-1"))).body == "m-1 0 paid"


async def test_two_sources_may_give_the_same_id() -> None:
    assert id_of("caisse", "m-1") != id_of("closed", "m-1")
    assert id_of("caisse", "$where: {}") == id_of("caisse", "$where: {}")


async def test_what_does_not_concern_us_is_answered_and_not_kept(
    receive: ReceiveWebhook, received: MemoryReceivedWebhooks
) -> None:
    id_ = await receive(source="caisse", headers=RIGHT, body=b"m-1 opened")
    with pytest.raises(ReceivedWebhookNotFound):
        await received.get(id_)


@pytest.mark.parametrize(
    ("source", "body", "headers", "code"),
    [
        ("caisse", b"m-1 paid", {}, "webhook_signature_invalid"),
        ("caisse", b"m-1 nonsense", {}, "webhook_signature_invalid"),
        ("caisse", b"m-1 nonsense", RIGHT, "malformed"),
        ("caisse", b"m-1 \xff", RIGHT, "malformed"),
        ("closed", b"m-1 paid", RIGHT, WebhookSourceNotFound.code),
        ("nobody", b"m-1 paid", RIGHT, WebhookSourceNotFound.code),
    ],
)
async def test_what_is_refused_is_not_kept(
    receive: ReceiveWebhook,
    received: MemoryReceivedWebhooks,
    source: str,
    body: bytes,
    headers: Mapping[str, str],
    code: str,
) -> None:
    assert await refusal(receive, source, body, headers) == code
    assert not received.holds(id_of(source, "m-1"))
