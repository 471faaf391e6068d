"""Two hundred at once for ten seats, twenty times."""

import asyncio
import random
import time

import pytest

from sorbo_adapters.mongo.enrolment.registers import MongoRegisters
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.catalogue.enrolment.place import InscriptionState, Place, SeatRequest
from support.build import NOW, register, seat_request

PEOPLE, SEATS, TIMES = 200, 10, 20


@pytest.fixture
def registers(database: Database) -> MongoRegisters:
    return MongoRegisters(database)


async def rush(registers: MongoRegisters, requests: list[SeatRequest], seats: int) -> list[Place]:
    """Let everybody enrol at the same moment in a new session; return the places as they were answered."""
    opened = await registers.add(register(seats=seats))
    random.shuffle(requests)
    answered = await asyncio.gather(*(registers.enrol(opened.id, each, at=NOW) for each in requests))
    assert list((await registers.get(opened.id)).places) == sorted(answered, key=lambda place: place.number)
    return sorted(answered, key=lambda place: place.number)


async def test_of_two_hundred_at_once_ten_hold_a_seat_and_the_others_wait_in_order(
    registers: MongoRegisters, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.perf_counter()
    for _ in range(TIMES):
        places = await rush(registers, [seat_request() for _ in range(PEOPLE)], SEATS)
        assert [place.number for place in places] == list(range(1, PEOPLE + 1))
        assert {place.state for place in places[:SEATS]} == {InscriptionState.DEMANDEE}
        assert {place.state for place in places[SEATS:]} == {InscriptionState.EN_ATTENTE}
    took = time.perf_counter() - began
    with capsys.disabled():
        print(f"\n{TIMES} rushes of {PEOPLE} for {SEATS} seats: {took:.1f} s")  # noqa: T201 — what the test is asked to tell


async def test_groups_that_arrive_at_once_are_seated_whole_and_nobody_overtakes(
    registers: MongoRegisters,
) -> None:
    for _ in range(5):
        requests = [seat_request(people=1 + number % 4) for number in range(60)]
        places = await rush(registers, requests, 25)
        holding = [place for place in places if place.holds]
        waiting = [place for place in places if place.waits]
        taken = sum(place.people for place in holding)
        # The line begins with the first that did not fit, and all who came later are behind it.
        assert places == holding + waiting
        assert taken <= 25 < taken + waiting[0].people


async def test_a_double_click_takes_one_place(registers: MongoRegisters) -> None:
    opened = await registers.add(register(seats=5))
    twice = [seat_request(key="one") for _ in range(20)]
    places = await asyncio.gather(*(registers.enrol(opened.id, each, at=NOW) for each in twice))
    found = await registers.get(opened.id)
    assert list(found.places) == [places[0]]
    assert (found.taken, {place.id for place in places}) == (1, {places[0].id})
