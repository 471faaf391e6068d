import asyncio
from datetime import datetime, timedelta

import msgspec
import pytest

from sorbo_adapters.memory.enrolment.registers import MemoryRegisters
from sorbo_adapters.mongo.enrolment.registers import MongoRegisters
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.catalogue.enrolment.errors import (
    GroupTooLarge,
    InscriptionsClosed,
    RegisterNotFound,
    WaitingLineFull,
)
from sorbo_core.catalogue.enrolment.place import Ending, InscriptionState, Place
from sorbo_core.catalogue.enrolment.ports import Occupancy, Registers
from sorbo_core.catalogue.enrolment.register import HELD_FOR, MOST_PLACES, Register
from sorbo_core.shared.ports import Repository
from support.build import NOW, TODAY, later, register, seat_request
from support.repository import RepositoryContract

WRITERS = 60


class RegistersContract(RepositoryContract[Register]):
    missing = RegisterNotFound

    @pytest.fixture
    def repository(self, registers: Registers) -> Repository[Register]:
        return registers

    def new(self, at: datetime) -> Register:
        return register(seats=1, at=at)

    def changed(self, entity: Register, n: int) -> Register:
        return entity.resize(entity.seats + 1, at=later(minutes=n))

    async def test_who_comes_first_gets_the_seats_and_the_others_wait_in_order(
        self, registers: Registers
    ) -> None:
        opened = await registers.add(register(seats=3))
        for name, people in (("a", 2), ("b", 2), ("c", 1)):
            place = await registers.enrol(opened.id, seat_request(id=name, people=people), at=NOW)
            assert place == (await registers.get(opened.id)).find(name)
        found = await registers.get(opened.id)
        assert [(place.id, place.number, place.state) for place in found.places] == [
            ("a", 1, InscriptionState.DEMANDEE),
            ("b", 2, InscriptionState.EN_ATTENTE),
            ("c", 3, InscriptionState.EN_ATTENTE),
        ]
        assert (found.taken, found.waiting, found.next_expiry) == (2, 3, NOW + HELD_FOR)
        assert (found.version, found.last_event, found.last_number) == (4, 3, 3)

    async def test_whoever_has_a_place_gets_the_same_one_again(self, registers: Registers) -> None:
        opened = await registers.add(register())
        first = await registers.enrol(opened.id, seat_request(id="a", key="one"), at=NOW)
        assert await registers.enrol(opened.id, seat_request(id="a", key="one"), at=later(hours=1)) == first
        assert await registers.enrol(opened.id, seat_request(id="b", key="one"), at=later(hours=1)) == first
        assert (await registers.get(opened.id)).version == 2

    async def test_who_gave_a_place_up_may_ask_for_another_one(self, registers: Registers) -> None:
        opened = await registers.add(register())
        await registers.enrol(opened.id, seat_request(id="a", key="one"), at=NOW)
        await registers.update(opened.id, lambda current: current.cancel("a", Ending.WITHDRAWN, at=NOW))
        place = await registers.enrol(opened.id, seat_request(id="b", key="one"), at=NOW)
        assert (place.id, place.number, place.state) == ("b", 2, InscriptionState.DEMANDEE)

    async def test_a_hold_that_has_run_out_gives_its_seats_to_who_waited_before_whoever_asks_now(
        self, registers: Registers
    ) -> None:
        opened = await registers.add(register(seats=1))
        for name in "ab":
            await registers.enrol(opened.id, seat_request(id=name), at=NOW)
        ended = NOW + HELD_FOR
        place = await registers.enrol(opened.id, seat_request(id="c"), at=ended)
        found = await registers.get(opened.id)
        assert place.state is InscriptionState.EN_ATTENTE
        assert [(each.state, each.expires_at) for each in found.places] == [
            (InscriptionState.ANNULEE, None),
            (InscriptionState.DEMANDEE, ended + HELD_FOR),
            (InscriptionState.EN_ATTENTE, None),
        ]

    async def test_what_cannot_be_admitted_is_refused_and_nothing_is_written(
        self, registers: Registers
    ) -> None:
        opened = await registers.add(register(seats=3))
        closed = await registers.add(msgspec.structs.replace(register(), open=False))
        begun = await registers.add(register(start=TODAY))
        with pytest.raises(GroupTooLarge):
            await registers.enrol(opened.id, seat_request(people=4), at=NOW)
        for refusing in (closed, begun):
            with pytest.raises(InscriptionsClosed):
                await registers.enrol(refusing.id, seat_request(), at=NOW)
        with pytest.raises(RegisterNotFound):
            await registers.enrol("none", seat_request(), at=NOW)
        for each in (opened, closed, begun):
            assert await registers.get(each.id) == each

    async def test_a_line_of_thousands_takes_nobody_more(self, registers: Registers) -> None:
        places = tuple(
            Place(
                id=f"{number}",
                key=f"{number}",
                people=1,
                number=number,
                state=InscriptionState.EN_ATTENTE,
                since=NOW,
            )
            for number in range(1, MOST_PLACES)
        )
        almost = msgspec.structs.replace(
            register(), places=places, waiting=len(places), last_number=len(places)
        )
        opened = await registers.add(almost)
        last = await registers.enrol(opened.id, seat_request(), at=NOW)
        assert (last.number, last.state) == (MOST_PLACES, InscriptionState.EN_ATTENTE)
        with pytest.raises(WaitingLineFull):
            await registers.enrol(opened.id, seat_request(), at=NOW)

    async def test_many_at_the_same_moment_get_one_place_each_while_others_change_the_register(
        self, registers: Registers
    ) -> None:
        opened = await registers.add(register(seats=5))

        async def enrol(number: int) -> None:
            await registers.enrol(opened.id, seat_request(id=f"{number}"), at=NOW)
            if number % 10 == 0:
                await registers.update(
                    opened.id, lambda current: current.cancel(f"{number}", Ending.WITHDRAWN, at=NOW)
                )

        await asyncio.gather(*map(enrol, range(WRITERS)))
        found = await registers.get(opened.id)
        assert [place.number for place in found.places] == list(range(1, WRITERS + 1))
        assert {place.id for place in found.places} == {f"{number}" for number in range(WRITERS)}
        assert (found.taken, found.waiting) == (5, WRITERS - 5 - 6)

    async def test_occupancy_tells_how_full_sessions_are(self, registers: Registers) -> None:
        full, empty = await registers.add(register(seats=2)), await registers.add(register())
        for people in (2, 3, 1):
            await registers.update(full.id, lambda current: current.resize(3, at=NOW))
            await registers.enrol(full.id, seat_request(people=people), at=NOW)
        revision = (await registers.get(full.id)).last_event
        assert await registers.occupancy([full.id, empty.id, "none"]) == {
            full.id: Occupancy(taken=2, waiting=4, revision=revision),
            empty.id: Occupancy(),
        }

    async def test_due_are_the_registers_in_which_a_hold_has_run_out_the_longest_overdue_first(
        self, registers: Registers
    ) -> None:
        held = [await registers.add(register()) for _ in range(3)]
        for days, each in zip((2, 1, 3), held, strict=True):
            await registers.enrol(each.id, seat_request(), at=later(days=days))
        await registers.add(register())
        ran_out = later(days=2) + HELD_FOR
        assert await registers.due(ran_out, limit=9) == (held[1].id, held[0].id)
        assert await registers.due(ran_out, limit=1) == (held[1].id,)
        assert await registers.due(ran_out - timedelta(days=2), limit=9) == ()


class TestMemoryRegisters(RegistersContract):
    @pytest.fixture
    def registers(self) -> Registers:
        return MemoryRegisters()


class TestMongoRegisters(RegistersContract):
    @pytest.fixture
    def registers(self, database: Database) -> Registers:
        return MongoRegisters(database)
