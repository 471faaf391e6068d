from datetime import timedelta

import pytest

from sorbo_core.contact.demande import DemandeState
from sorbo_core.contact.errors import DemandeNotFound
from sorbo_core.delivery.ports import EventHandler
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.events import Event
from support import build
from support.post_office import AWAY, BROKEN, BUSY, NEVER, PostOffice


@pytest.mark.parametrize("failure", [BUSY, ValueError("a bug")])
async def test_a_handler_that_fails_is_tried_again_with_longer_and_longer_waits(
    office: PostOffice, failure: Exception
) -> None:
    office.first.failure = failure
    await office.receive()
    for wait in (1, 2, 4, 8):
        tries = office.first.tries
        await office.relayed()
        assert office.first.tries == tries + 1
        office.clock.advance(timedelta(seconds=wait, milliseconds=-1))
        await office.relayed()
        assert office.first.tries == tries + 1
        office.clock.advance(timedelta(milliseconds=1))
    office.first.failure = None
    assert await office.relayed() == 1
    assert (office.first.had, await office.waits()) == (["a.1"], 0)


async def test_a_handler_that_has_had_the_event_does_not_get_it_again(office: PostOffice) -> None:
    office.second.failure = BUSY
    await office.receive()
    await office.relayed()
    office.clock.advance(timedelta(seconds=1))
    office.second.failure = None
    await office.relayed()
    assert office.first.had == office.second.had == ["a.1"]


async def test_a_handler_that_fails_holds_up_later_events_but_no_other_handler(office: PostOffice) -> None:
    office.first.failure = BUSY
    await office.receive()
    await office.move(DemandeState.TRAITE)
    await office.relayed()
    assert (office.first.tries, office.second.had) == (1, ["a.1"])


async def test_a_handler_that_fails_does_not_hold_up_other_entities(office: PostOffice) -> None:
    class RefusesA(EventHandler):
        async def __call__(self, event: Event) -> None:
            if event.entity_id == "a":
                raise BUSY
            await office.first(event)

    await office.receive("a")
    office.clock.advance(timedelta(seconds=1))
    await office.receive("b")
    assert await office.relayed(office.deliver(first=RefusesA())) == 1
    assert office.first.had == ["b.1"]


async def test_two_handlers_that_fail_together_count_as_one_failure(office: PostOffice) -> None:
    office.first.failure = office.second.failure = BROKEN
    await office.receive()
    for _ in range(3):
        await office.relayed(office.deliver(most_failures=4))
        office.clock.advance(timedelta(minutes=10))
    assert not office.outbox.letters
    await office.relayed(office.deliver(most_failures=4))
    assert [letter.handler for letter in office.outbox.letters] == ["first", "second"]


@pytest.mark.parametrize("failure", [AWAY, TimeoutError()])
async def test_a_part_that_is_away_ends_the_pass(office: PostOffice, failure: Exception) -> None:
    office.first.failure = failure
    await office.receive("a")
    await office.receive("b")
    with pytest.raises(Unavailable):
        await office.relay()()
    assert (office.first.tries, office.second.had) == (1, ["a.1"])


async def test_everything_leaves_within_three_seconds_of_the_return_of_a_part(office: PostOffice) -> None:
    office.first.failure = AWAY
    for id_ in "abc":
        await office.receive(id_)
    for _ in range(100):
        await office.relayed()
        office.clock.advance(timedelta(seconds=1))
    office.first.failure = None
    office.clock.advance(timedelta(seconds=3))
    assert await office.relayed() == 3
    assert sorted(office.first.had) == ["a.1", "b.1", "c.1"]


async def test_after_a_long_outage_a_delivery_has_all_its_attempts_left(office: PostOffice) -> None:
    office.first.failure = AWAY
    await office.receive()
    for _ in range(20):
        await office.relayed()
        office.clock.advance(timedelta(seconds=3))
    office.first.failure = BUSY
    await office.relayed()
    assert (office.outbox.letters, await office.waits()) == ((), 1)


@pytest.mark.parametrize("failure", [NEVER, DemandeNotFound()])
async def test_what_will_never_work_becomes_a_dead_letter_at_once(
    office: PostOffice, failure: Exception
) -> None:
    office.first.failure = failure
    await office.receive()
    assert await office.relayed() == 1
    (letter,) = office.outbox.letters
    assert (letter.event.id, letter.handler, letter.buried_at) == ("a.1", "first", build.NOW)
    assert letter.reason.startswith(type(failure).__name__)
    assert (office.second.had, await office.waits()) == (["a.1"], 0)


async def test_the_reason_of_a_dead_letter_holds_what_the_other_system_said(office: PostOffice) -> None:
    office.first.failure = NEVER
    await office.receive()
    await office.relayed()
    assert "no such user" in office.outbox.letters[0].reason


async def test_a_handler_that_failed_too_often_is_given_up(office: PostOffice) -> None:
    office.first.failure = BROKEN
    await office.receive()
    for _ in range(3):
        assert not office.outbox.letters
        await office.relayed(office.deliver(most_failures=3))
        office.clock.advance(timedelta(minutes=10))
    assert [letter.handler for letter in office.outbox.letters] == ["first"]
    assert await office.waits() == 0


async def test_a_system_that_says_not_now_is_asked_until_the_event_is_too_old(office: PostOffice) -> None:
    office.first.failure = BUSY
    await office.receive()
    for _ in range(10):
        await office.relayed(office.deliver(most_failures=3))
        office.clock.advance(timedelta(minutes=10))
    assert not office.outbox.letters
    office.clock.advance(timedelta(days=3))
    await office.relayed(office.deliver(most_failures=3))
    assert [letter.handler for letter in office.outbox.letters] == ["first"]


async def test_an_event_that_is_too_old_is_given_up_even_if_a_part_is_away(office: PostOffice) -> None:
    office.first.failure = office.second.failure = AWAY
    await office.receive()
    office.clock.advance(timedelta(days=3, seconds=1))
    assert await office.relayed() == 1
    assert [letter.handler for letter in office.outbox.letters] == ["first", "second"]


async def test_what_waits_for_a_part_and_for_its_own_time_waits_for_both(office: PostOffice) -> None:
    office.first.failure, office.second.failure = AWAY, BUSY
    await office.receive()
    for _ in range(4):
        await office.relayed()
        office.clock.advance(timedelta(seconds=8))
    tries = office.second.tries
    await office.relayed()
    office.clock.advance(timedelta(seconds=3))
    await office.relayed()
    assert office.second.tries == tries + 1
