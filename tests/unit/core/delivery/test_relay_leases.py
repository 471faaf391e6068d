import asyncio
from datetime import timedelta

import pytest

from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.delivery.backoff import Backoff
from sorbo_core.delivery.ports import Claim
from sorbo_core.delivery.use_cases.relay_events import RelayEvents
from support.post_office import LEASE, PostOffice, having


class Killed(BaseException):
    """The process ends here."""


class DiesBefore(MemoryOutbox):
    """An outbox whose process dies once, before it records what is named."""

    def __init__(self, demandes: MemoryDemandes, record: str) -> None:
        super().__init__([demandes])
        self._record: str | None = record

    async def delivered(self, claim: Claim, event_id: str, handler: str) -> None:
        self._die_before("delivered")
        await super().delivered(claim, event_id, handler)

    async def complete(self, claim: Claim, event_id: str) -> None:
        self._die_before("complete")
        await super().complete(claim, event_id)

    def _die_before(self, record: str) -> None:
        if self._record == record:
            self._record = None
            raise Killed


@pytest.mark.parametrize(
    ("record", "first_had", "second_had"),
    [("delivered", ["a.1", "a.1"], ["a.1"]), ("complete", ["a.1"], ["a.1"])],
)
async def test_a_relay_that_died_is_carried_on_by_the_next_when_its_lease_is_over(
    demandes: MemoryDemandes, clock: FixedClock, record: str, first_had: list[str], second_had: list[str]
) -> None:
    office = PostOffice(demandes, clock, DiesBefore(demandes, record))
    await office.receive()
    with pytest.raises(Killed):
        await office.relay()()
    assert await office.relay()() == 0
    clock.advance(LEASE)
    assert await office.relay()() == 1
    assert (office.first.had, office.second.had) == (first_had, second_had)
    assert await office.waits() == 0


async def test_no_handler_starts_in_the_second_half_of_the_lease(office: PostOffice) -> None:
    async def dawdle() -> None:
        office.clock.advance(LEASE / 2 + timedelta(milliseconds=1))

    await office.receive()
    tokens = office.ids
    assert await office.relay(first=having(office, dawdle))() == 1
    assert office.first.had == office.second.had == ["a.1"]
    # One claim for the first handler, one for the second, one that found nothing.
    assert tokens.new() == "token-000004"


async def test_a_handler_that_hangs_is_stopped_at_half_the_lease(
    demandes: MemoryDemandes, clock: FixedClock
) -> None:
    async def hang() -> None:
        await asyncio.Event().wait()

    office = PostOffice(demandes, clock, MemoryOutbox([demandes]))
    await office.receive()
    relay = RelayEvents(
        outbox=office.outbox,
        subscriptions={"demande.received": {"first": having(office, hang)}},
        clock=clock,
        ids=office.ids,
        backoff=Backoff(),
        lease=timedelta(milliseconds=20),
    )
    async with asyncio.timeout(5):
        assert await relay() == 0
    assert await office.waits() == 1


async def test_what_is_said_after_the_lease_was_lost_has_no_effect(office: PostOffice) -> None:
    async def be_overtaken() -> None:
        if not office.first.had:
            office.clock.advance(LEASE)
            await office.relay()()

    await office.receive()
    await office.relay(first=having(office, be_overtaken))()
    assert office.first.had == ["a.1", "a.1"]
    assert office.second.had == ["a.1"]
    assert await office.waits() == 0
