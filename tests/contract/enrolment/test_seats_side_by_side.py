"""Whatever happens in whatever order, seats and waiting line stay consistent, on memory and MongoDB alike."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, ClassVar

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from sorbo_adapters.memory.enrolment.registers import MemoryRegisters
from sorbo_adapters.mongo.enrolment.registers import MongoRegisters
from sorbo_adapters.mongo.store.client import connect, database_of
from sorbo_core.catalogue.enrolment.place import Ending, InscriptionState, Place
from sorbo_core.catalogue.enrolment.ports import Registers
from sorbo_core.catalogue.enrolment.register import HELD_FOR, Register
from sorbo_core.catalogue.session import SessionState
from sorbo_core.shared.errors import DomainError
from support.build import NOW, TODAY, open_session, seat_request

pytestmark = pytest.mark.exhaustive

START = TODAY + timedelta(days=30)
people = st.integers(1, 4)
# Mostly open: of a session that is closed or called off there is little to see.
states = st.sampled_from([SessionState.PLANIFIEE, SessionState.CONFIRMEE] * 4 + list(SessionState))
shown = st.sampled_from([True] * 6 + [False])


async def outcome(call: Awaitable[Any]) -> Any:
    """Return what a call returns or refuses with."""
    try:
        return await call
    except DomainError as refused:
        return type(refused), refused.params


class Seats(RuleBasedStateMachine):
    """One session through its whole life, on both sides; `line` is its history as a bystander saw it."""

    names = Bundle("names")

    url: ClassVar[str]
    database_name: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.session = msgspec.structs.replace(open_session(seats=6, start=START), version=1)
        self.arrived: list[str] = []
        self.seated: list[str] = []
        self.runner = asyncio.Runner()
        self.client = connect(self.url)
        database = database_of(self.client, self.database_name)
        self.runner.run(database["registers"].delete_many({}))
        self.both: tuple[Registers, Registers] = (MemoryRegisters(), MongoRegisters(database))
        self.register: Any = self.agreed(
            lambda registers: registers.add(Register.of(self.session, at=self.now))
        )
        self.id = self.register.id

    def teardown(self) -> None:
        self.runner.run(self.client.close())
        self.runner.close()

    def agreed(self, call: Callable[[Registers], Awaitable[Any]]) -> Any:
        """Return what both answer; they must not differ, and neither must what they keep."""
        memory, mongo = (self.runner.run(outcome(call(each))) for each in self.both)
        assert memory == mongo
        return mongo

    def change(self, change: Callable[[Register], Register]) -> None:
        """Update both sides a minute later."""
        self.now += timedelta(minutes=1)
        self.agreed(lambda registers: registers.update(self.id, change))

    @initialize(target=names, sizes=st.lists(people, min_size=2, max_size=6))
    def open_with_a_rush(self, sizes: list[int]) -> Any:
        return multiple(*(self.enrol(size, None) for size in sizes))

    @rule(target=names, people=people, key=st.sampled_from([None, None, None, "one", "two"]))
    def arrive(self, people: int, key: str | None) -> str:
        return self.enrol(people, key)

    def enrol(self, people: int, key: str | None) -> str:
        """Ask for seats on both sides, a minute later; return the id of the inscription."""
        self.now += timedelta(minutes=1)
        request = seat_request(key=key, people=people)
        place = self.agreed(lambda registers: registers.enrol(self.id, request, at=self.now))
        if isinstance(place, Place) and place.id == request.id:
            self.arrived.append(place.id)
        return request.id

    @rule(name=names)
    def enrol_again(self, name: str) -> None:
        known = self.register.find(name)
        if known is not None:
            request = seat_request(id=name, key=known.key, people=known.people)
            again = self.agreed(lambda registers: registers.enrol(self.id, request, at=self.now))
            assert again.id == name

    @rule(name=names)
    def confirm(self, name: str) -> None:
        self.change(lambda register: register.confirm(name, at=self.now))

    @rule(name=names, ending=st.sampled_from([Ending.WITHDRAWN, Ending.CANCELLED]))
    def cancel(self, name: str, ending: Ending) -> None:
        self.change(lambda register: register.cancel(name, ending, at=self.now))

    @rule(name=names)
    def attend(self, name: str) -> None:
        self.change(lambda register: register.attend(name, at=self.now))

    @rule(hours=st.sampled_from([1, 24, 72]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def lapse(self) -> None:
        due = self.agreed(lambda registers: registers.due(self.now, limit=5))
        assert (self.id in due) is (
            self.register.next_expiry is not None and self.register.next_expiry <= self.now
        )
        self.change(lambda register: register.swept(at=self.now))

    @rule(seats=st.integers(1, 9))
    def resize(self, seats: int) -> None:
        self.change(lambda register: register.resize(seats, at=self.now))

    @rule(seats=st.integers(1, 9), state=states, shown=shown)
    def follow(self, seats: int, state: SessionState, *, shown: bool) -> None:
        session = self.session.revise(at=self.now, seats=seats, state=state)
        if not shown:
            session = session.archive(at=self.now)
        session = msgspec.structs.replace(session, version=self.register.session_version + 1, events=())
        self.change(lambda register: register.follow(session, at=self.now))

    @rule(name=names)
    def tell(self, name: str) -> None:
        known = self.register.find(name)
        if known is not None:
            self.change(lambda register: register.told({name: known.moves}))

    @invariant()
    def both_keep_the_same(self) -> None:
        self.register = self.agreed(lambda registers: registers.get(self.id))
        occupancy = self.agreed(lambda registers: registers.occupancy([self.id]))[self.id]
        assert (occupancy.taken, occupancy.waiting) == (self.register.taken, self.register.waiting)

    @invariant()
    def seats_never_oversell_and_the_counts_are_those_of_the_places(self) -> None:
        places = self.register.places
        assert self.register.taken == sum(place.people for place in places if place.holds)
        assert self.register.waiting == sum(place.people for place in places if place.waits)
        assert self.register.taken <= self.register.seats
        expiries = [place.expires_at for place in places if place.expires_at is not None]
        assert self.register.next_expiry == min(expiries, default=None)

    @invariant()
    def nobody_waits_while_the_head_of_the_line_fits(self) -> None:
        # As of its latest change: what became due since then is settled with the next one.
        register = self.register
        head = next((place for place in register.places if place.waits), None)
        if head is not None and register.takes_in(register.updated_at):
            assert head.people > register.seats - register.taken

    @invariant()
    def the_order_is_that_of_arrival_and_numbers_are_never_used_twice(self) -> None:
        numbers = [place.number for place in self.register.places]
        assert numbers == sorted(set(numbers))
        assert self.register.last_number == len(self.arrived)
        assert all(self.arrived[place.number - 1] == place.id for place in self.register.places)

    @invariant()
    def nobody_overtakes(self) -> None:
        newly = [place for place in self.register.places if place.holds and place.id not in self.seated]
        self.seated += [place.id for place in newly]
        waiting = [place.number for place in self.register.places if place.waits]
        assert all(place.number < min(waiting, default=place.number + 1) for place in newly)

    @invariant()
    def only_what_is_held_runs_out_and_one_key_has_one_place(self) -> None:
        live = [place for place in self.register.places if place.live]
        assert len({place.key for place in live}) == len(live)
        for place in self.register.places:
            assert (place.expires_at is not None) is (place.state is InscriptionState.DEMANDEE)
            assert (place.ending is not None) is (place.state is InscriptionState.ANNULEE)
            assert place.expires_at is None or place.expires_at <= self.now + HELD_FOR


def test_seats_and_waiting_line_stay_consistent_on_both_sides(mongo_url: str, database_name: str) -> None:
    Seats.url, Seats.database_name = mongo_url, database_name
    run_state_machine_as_test(
        Seats,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
