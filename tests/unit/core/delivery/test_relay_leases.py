import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta

import pytest

from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.contact.demande import DemandeState
from sorbo_core.delivery.ports import Claim
from sorbo_core.delivery.use_cases import deliver_events
from sorbo_core.shared.errors import Unavailable
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

    async def settle(
        self, claim: Claim, *, completed: Collection[str] = (), failed: str | None = None, due: datetime
    ) -> None:
        self._die_before("settle")
        await super().settle(claim, completed=completed, failed=failed, due=due)

    def _die_before(self, record: str) -> None:
        if self._record == record:
            self._record = None
            raise Killed


@pytest.mark.parametrize(
    ("record", "first_had", "second_had"),
    [("delivered", ["a.1", "a.1"], ["a.1"]), ("settle", ["a.1"], ["a.1", "a.1"])],
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
    await office.move(DemandeState.TRAITE)
    tokens = office.ids
    assert await office.relay(office.deliver(first=having(office, dawdle)))() == 1
    assert office.first.had == office.second.had == ["a.1", "a.2"]
    # A lease and a claim for the first event, as many for the second, a lease that found nothing.
    assert tokens.new() == "token-000006"


async def test_a_handler_that_hangs_is_stopped_at_half_the_lease(
    demandes: MemoryDemandes, clock: FixedClock
) -> None:
    async def hang() -> None:
        await asyncio.Event().wait()

    office = PostOffice(demandes, clock, MemoryOutbox([demandes]))
    await office.receive()
    hasty = office.deliver(first=having(office, hang), lease=timedelta(milliseconds=20))
    async with asyncio.timeout(5):
        assert await office.relayed(hasty) == 0
    assert await office.waits() == 1


async def test_what_is_said_after_the_lease_was_lost_has_no_effect(office: PostOffice) -> None:
    async def be_overtaken() -> None:
        if not office.first.had:
            office.clock.advance(LEASE)
            await office.relay()()

    await office.receive()
    await office.relay(office.deliver(first=having(office, be_overtaken)))()
    assert office.first.had == office.second.had == ["a.1", "a.1"]
    assert await office.waits() == 0


class Stuttering(MemoryOutbox):
    """An outbox that is away for a moment when something is to be recorded."""

    def __init__(self, demandes: MemoryDemandes, *, misses: int) -> None:
        super().__init__([demandes])
        self.misses = misses

    async def delivered(self, claim: Claim, event_id: str, handler: str) -> None:
        if self.misses:
            self.misses -= 1
            raise Unavailable(part="database")
        await super().delivered(claim, event_id, handler)


async def test_what_was_delivered_is_recorded_also_if_that_takes_several_attempts(
    demandes: MemoryDemandes, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver_events, "_PAUSE", 0.001)
    office = PostOffice(demandes, clock, Stuttering(demandes, misses=3))
    await office.receive()
    assert await office.relay()() == 1
    assert office.first.had == office.second.had == ["a.1"]


async def test_a_relay_that_is_stopped_finishes_what_it_delivers(office: PostOffice) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def linger() -> None:
        begun.set()
        await go_on.wait()

    await office.receive()
    relaying = asyncio.create_task(office.relay(office.deliver(first=having(office, linger)))())
    await begun.wait()
    relaying.cancel()
    await asyncio.wait([relaying], timeout=0.01)
    relaying.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await relaying
    assert office.first.had == office.second.had == ["a.1"]
    assert await office.waits() == 0
