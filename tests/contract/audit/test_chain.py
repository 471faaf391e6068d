"""The chain: sealed once whatever happens to sealers, verified, searched, on memory and on MongoDB."""

import asyncio
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from sorbo_adapters.mongo.store.client import Database
from sorbo_core.audit.errors import AuditRecordNotFound, ChainBroken
from sorbo_core.audit.personal_data import AuditHeld
from sorbo_core.audit.record import AUDIT, GENESIS, AuditRecord, Head
from sorbo_core.audit.use_cases.accept import ChainNotAsGiven
from sorbo_core.shared.personal.ports import Erased, Person
from sorbo_core.shared.query import Filter, ListQuery, Op
from support.auditing import SEALS, Audited, memory_audited, mongo_audited
from support.build import NOW, later


class Killed(Exception):
    """The process ends here."""


class Dying:
    """Passes everything on to what it stands in for, and dies before, or after, one of its methods."""

    def __init__(self, inner: object, method: str, *, after: bool) -> None:
        self._inner, self._method, self._after = inner, method, after

    def __getattr__(self, name: str) -> object:
        found = getattr(self._inner, name)
        if name == "release":
            return _nothing
        if name != self._method:
            return found

        async def dying(*args: object, **kwargs: object) -> None:
            if self._after:
                await found(*args, **kwargs)
            raise Killed

        return dying


async def _nothing(**_: object) -> None:
    pass


class ChainContract:
    async def test_what_waits_is_sealed_once_in_order_and_linked(self, audited: Audited) -> None:
        await audited.assigned(3)
        assert await audited.sealer()() == 3
        assert await audited.sealer()() == 0
        records = await audited.all()
        assert [each.event_id for each in records] == ["asked.2", "asked.3", "asked.4"]
        assert [each.previous for each in records] == [GENESIS, *(each.hash for each in records[:-1])]
        assert await audited.records.head() == Head(sequence=3, hash=records[-1].hash).sealed(SEALS.seal)
        assert await audited.trails.waiting(most=9) == ()
        verdict = await audited.verdict()
        assert (verdict.findings, verdict.records, verdict.behind) == ((), 3, 0)

    async def test_an_empty_chain_is_as_it_should_be(self, audited: Audited) -> None:
        verdict = await audited.verdict()
        assert (verdict.head, verdict.findings, verdict.records) == (None, (), 0)

    async def test_the_verdict_says_what_is_not_sealed_yet(self, audited: Audited) -> None:
        await audited.assigned(2)
        unsealed = (await audited.verdict()).unsealed
        assert (unsealed.entities, unsealed.oldest) == (1, NOW)

    @pytest.mark.parametrize("after", [False, True])
    @pytest.mark.parametrize(
        ("port", "method"), [("chain", "append"), ("chain", "advance"), ("trails", "sealed")]
    )
    async def test_a_sealer_that_is_killed_anywhere_loses_nothing_and_repeats_nothing(
        self, audited: Audited, port: str, method: str, *, after: bool
    ) -> None:
        await audited.assigned(3)
        chain: Any = Dying(audited.chain, method if port == "chain" else "none", after=after)
        trails: Any = Dying(audited.trails, method if port == "trails" else "none", after=after)
        sealer = audited.sealer(chain=chain, trails=trails)
        with pytest.raises(Killed):
            await sealer()
        assert await audited.faults() == []
        assert await audited.sealer()() == 0  # the lease of the dead is not over
        audited.clock.advance(later(minutes=1) - NOW)
        await audited.assigned(1, id="another")
        await audited.sealer()()
        assert sorted(each.event_id for each in await audited.all()) == [
            "another.2",
            "asked.2",
            "asked.3",
            "asked.4",
        ]
        assert await audited.faults() == []
        assert (await audited.verdict()).behind == 0

    async def test_many_sealers_at_once_seal_each_entry_once(self, audited: Audited) -> None:
        for number in range(8):
            await audited.assigned(5, id=f"asked-{number}")
        await asyncio.gather(*(audited.sealer()() for _ in range(6)))
        await audited.sealer()()
        events = [each.event_id for each in await audited.all()]
        assert len(events) == len(set(events)) == 40
        assert await audited.faults() == []

    async def test_who_lost_the_lease_cannot_move_the_head_and_does_no_harm(self, audited: Audited) -> None:
        await audited.assigned(2)
        other = audited.sealer()

        class Slow(Dying):
            """Lets another one take over, before it adds its records."""

            async def append(self, records: Sequence[AuditRecord]) -> None:
                audited.clock.advance(later(minutes=1) - NOW)
                await other()
                await audited.chain.append(records)

        chain: Any = Slow(audited.chain, "none", after=False)
        slow = audited.sealer(chain=chain)
        assert await slow() == 0
        assert [each.event_id for each in await audited.all()] == ["asked.2", "asked.3"]
        assert await audited.faults() == []

    async def test_a_forged_head_stops_the_sealer_until_somebody_has_looked(self, audited: Audited) -> None:
        await audited.assigned(2)
        await audited.sealer()()
        records = await audited.all()
        forged = Head(sequence=1, hash=records[0].hash, seal="made up")
        await audited.records.accept(forged)
        await audited.assigned(1, id="another")
        with pytest.raises(ChainBroken):
            await audited.sealer()()
        assert ("head_forged", 1) in await audited.faults()
        with pytest.raises(ChainNotAsGiven):
            await audited.accept(Head(sequence=1, hash=records[0].hash))
        await audited.accept(Head(sequence=2, hash=records[1].hash))
        assert await audited.sealer()() == 1
        assert await audited.faults() == []

    async def test_a_head_put_back_does_not_make_the_sealer_delete_what_it_once_sealed(
        self, audited: Audited
    ) -> None:
        await audited.assigned(1)
        await audited.sealer()()
        old = await audited.records.head()
        assert old is not None
        await audited.assigned(1, id="another")
        await audited.sealer()()
        await audited.records.accept(old)
        await audited.assigned(1, id="third")
        with pytest.raises(ChainBroken):
            await audited.sealer()()
        assert len(await audited.all()) == 2

    async def test_a_head_that_was_kept_elsewhere_is_compared(self, audited: Audited) -> None:
        await audited.assigned(2)
        await audited.sealer()()
        head = await audited.records.head()
        assert head is not None
        assert await audited.faults(kept=head) == []
        other = msgspec.structs.replace(head, hash="0" * 64)
        assert await audited.faults(kept=other) == [("not_as_kept", 2)]
        missing = msgspec.structs.replace(head, sequence=9)
        assert await audited.faults(kept=missing) == [("not_as_kept", 9)]

    async def test_erasing_a_person_takes_where_they_were_and_keeps_the_chain(self, audited: Audited) -> None:
        await audited.assigned(2)
        await audited.sealer()()
        held = AuditHeld(records=audited.records)
        person = Person(address="redaction@example.com", ids=frozenset({"editor"}))
        assert [each.data["origin"]["address"] for each in await held.held(person)] == ["192.0.2.7"] * 2
        assert await held.erase(person, at=NOW) == Erased(blanked=2)
        assert await held.erase(person, at=NOW) == Erased()
        assert all(each.origin is None and each.salt is None for each in await audited.all())
        verdict = await audited.verdict()
        assert (verdict.findings, verdict.forgotten) == ((), 2)

    async def test_where_people_were_is_kept_for_a_year(self, audited: Audited) -> None:
        await audited.assigned(1)
        await audited.sealer()()
        held = AuditHeld(records=audited.records)
        assert await held.expire(at=later(days=364)) == 0
        assert await held.expire(at=later(days=366)) == 1
        assert await audited.faults() == []

    @pytest.mark.parametrize(
        ("path", "value", "found"),
        [
            ("by.id", "editor", 3),
            ("by.id", "somebody", 0),
            ("noun", "demande", 3),
            ("type", "demande.assigned", 3),
            ("entity_id", "b", 1),
            ("request_id", "request-1", 3),
        ],
    )
    async def test_it_is_searched_by_who_what_and_object(
        self, audited: Audited, path: str, value: str, found: int
    ) -> None:
        await audited.assigned(2, id="a")
        await audited.assigned(1, id="b")
        await audited.sealer()()
        query = ListQuery(filters=(Filter(path, Op.EQ, value),), sort=AUDIT.sorts["-at"])
        assert len((await audited.records.list(query)).items) == found

    async def test_a_record_is_read_by_its_number(self, audited: Audited) -> None:
        await audited.assigned(1)
        await audited.sealer()()
        assert (await audited.records.get("000000000001")).event_id == "asked.2"
        with pytest.raises(AuditRecordNotFound):
            await audited.records.get("000000000002")


class TestMemoryChain(ChainContract):
    @pytest.fixture
    def audited(self) -> Audited:
        return memory_audited()


class TestMongoChain(ChainContract):
    @pytest.fixture
    def audited(self, database: Database) -> Audited:
        return mongo_audited(database)
