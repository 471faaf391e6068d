import asyncio
from datetime import timedelta

from sorbo_core.contact.demande import DemandeState
from support import build
from support.post_office import PostOffice, having


async def test_every_handler_gets_the_event_and_nothing_is_left(office: PostOffice) -> None:
    await office.receive()
    assert await office.relay()() == 1
    assert office.first.had == office.second.had == ["a.1"]
    assert await office.waits() == 0
    assert await office.relay()() == 0


async def test_the_events_of_an_entity_arrive_in_order(office: PostOffice) -> None:
    await office.receive()
    await office.move(DemandeState.EN_TRAITEMENT)
    await office.move(DemandeState.TRAITE)
    await office.relay()()
    assert office.first.had == office.second.had == ["a.1", "a.2", "a.3"]


async def test_the_entity_that_has_been_due_longest_comes_first(office: PostOffice) -> None:
    for id_ in "cab":
        await office.receive(id_)
        office.clock.advance(timedelta(seconds=1))
    assert await office.relay()() == 3
    assert office.first.had == ["c.1", "a.1", "b.1"]


async def test_an_event_that_nobody_waits_for_is_taken_out(office: PostOffice) -> None:
    await office.receive()
    await office.demandes.update("a", lambda demande: demande.assign("compte", at=build.NOW))
    assert await office.relay()() == 1
    assert (office.first.had, await office.waits()) == (["a.1"], 0)


async def test_an_event_added_while_its_entity_is_relayed_is_relayed_in_the_same_pass(
    office: PostOffice,
) -> None:
    async def move_once() -> None:
        if not office.first.had:
            await office.move(DemandeState.TRAITE)

    await office.receive()
    await office.relayed(office.deliver(first=having(office, move_once)))
    assert office.first.had == office.second.had == ["a.1", "a.2"]


async def test_entities_are_relayed_side_by_side(office: PostOffice) -> None:
    both_wait = asyncio.Barrier(2)

    async def meet() -> None:
        async with asyncio.timeout(5):
            await both_wait.wait()

    await office.receive("a")
    await office.receive("b")
    assert await office.relayed(office.deliver(first=having(office, meet)), most=2) == 2
    assert sorted(office.first.had) == ["a.1", "b.1"]
