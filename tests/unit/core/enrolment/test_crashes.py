"""Whatever dies between two writes, seats and inscriptions come to agree."""

from datetime import timedelta

import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations, MemorySessions
from sorbo_adapters.memory.enrolment.inscriptions import MemoryInscriptions
from sorbo_adapters.memory.enrolment.registers import MemoryRegisters
from sorbo_adapters.memory.system import FixedClock
from sorbo_adapters.security.random_tokens import RandomTokens
from sorbo_core.catalogue.enrolment.errors import InscriptionEnded, InscriptionNotFound
from sorbo_core.catalogue.enrolment.events import RegisterChanged
from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.enrolment.place import Ending, InscriptionState
from sorbo_core.catalogue.enrolment.register import Register, register_id
from sorbo_core.catalogue.session import SessionChanged
from sorbo_core.catalogue.use_cases.inscription.confirm import ConfirmInscription
from sorbo_core.catalogue.use_cases.inscription.follow_session import FollowSession
from sorbo_core.catalogue.use_cases.inscription.record_places import RecordPlaces
from sorbo_core.catalogue.use_cases.inscription.request import Receipt, RequestInscription
from sorbo_core.catalogue.use_cases.session.change import ChangeSession
from sorbo_core.shared.errors import Deferred, Stale, Unavailable
from sorbo_core.shared.events import Event, envelop
from support.actors import EDITOR
from support.build import NOW, open_session, published

REGISTER = register_id("s")


class Desk:
    """The session `s` with two seats, and everything that enrols in it."""

    def __init__(self, sessions: MemorySessions, formations: MemoryFormations, clock: FixedClock) -> None:
        self.sessions, self.formations, self.clock = sessions, formations, clock
        self.registers, self.inscriptions = MemoryRegisters(), MemoryInscriptions()
        self.record = RecordPlaces(registers=self.registers, inscriptions=self.inscriptions, clock=clock)
        self.follow = FollowSession(sessions=sessions, registers=self.registers, clock=clock)
        self.change = ChangeSession(sessions=sessions, registers=self.registers, clock=clock)
        self.confirm = ConfirmInscription(
            registers=self.registers, inscriptions=self.inscriptions, clock=clock
        )

    async def ask(self, id: str) -> Receipt:
        """Enrol somebody with an address of their own."""
        request = RequestInscription(
            formations=self.formations,
            sessions=self.sessions,
            registers=self.registers,
            inscriptions=self.inscriptions,
            tokens=RandomTokens(),
            clock=self.clock,
        )
        return await request(
            id=id, session_id="s", name=id, email=f"{id}@example.com", phone=None, group=None
        )

    async def die_after_the_place(self, id: str) -> None:
        """Enrol somebody, and die before the inscription is written."""
        alive, self.inscriptions = self.inscriptions, DyingInscriptions()
        with pytest.raises(Unavailable):
            await self.ask(id)
        self.inscriptions = alive

    def changed(self) -> Event:
        """Return an event of the register."""
        data = RegisterChanged(session_id="s", taken=0, waiting=0)
        return envelop(data, entity_id=REGISTER, sequence=1, occurred_at=NOW)

    async def register(self) -> Register:
        """Return the register as it is."""
        return await self.registers.get(REGISTER)


class DyingInscriptions(MemoryInscriptions):
    """Away when something is to be written."""

    async def add(self, entity: Inscription, /) -> Inscription:
        raise Unavailable(part=entity.id)


@pytest.fixture
async def desk(formations: MemoryFormations, sessions: MemorySessions, clock: FixedClock) -> Desk:
    formation = await formations.add(published())
    await sessions.add(open_session(id="s", seats=2, formation_id=formation.id))
    return Desk(sessions, formations, clock)


async def test_a_place_without_an_inscription_is_waited_for_and_then_given_up(
    desk: Desk, clock: FixedClock
) -> None:
    await desk.die_after_the_place("a")
    await desk.ask("b")
    await desk.ask("c")
    with pytest.raises(Deferred):
        await desk.record(desk.changed())
    assert [place.id for place in (await desk.register()).untold] == ["a"]

    clock.advance(timedelta(minutes=5))
    for _ in range(2):
        await desk.record(desk.changed())

    register = await desk.register()
    assert [(place.id, place.state) for place in register.places] == [
        ("b", InscriptionState.DEMANDEE),
        ("c", InscriptionState.DEMANDEE),
    ]
    assert register.untold == ()
    assert (await desk.inscriptions.get("c")).state is InscriptionState.DEMANDEE
    with pytest.raises(InscriptionNotFound):
        await desk.inscriptions.get("a")


async def test_a_request_that_died_and_comes_again_keeps_its_place(desk: Desk) -> None:
    await desk.die_after_the_place("a")
    await desk.ask("b")
    again = await desk.ask("a")
    assert again == Receipt(id="a", state=InscriptionState.DEMANDEE)
    assert (await desk.inscriptions.get("a")).number == 1
    assert (await desk.register()).taken == 2


async def test_a_request_that_comes_again_after_its_place_was_given_up_is_refused(
    desk: Desk, clock: FixedClock
) -> None:
    await desk.die_after_the_place("a")
    clock.advance(timedelta(minutes=5))
    await desk.record(desk.changed())
    with pytest.raises(InscriptionEnded):
        await desk.ask("a")
    await desk.record(desk.changed())
    assert (await desk.ask("a")).state is InscriptionState.DEMANDEE


async def test_the_same_request_after_it_was_cancelled_takes_no_second_place(desk: Desk) -> None:
    await desk.ask("a")
    await desk.registers.update(REGISTER, lambda register: register.cancel("a", Ending.CANCELLED, at=NOW))
    await desk.record(desk.changed())
    assert (await desk.register()).places == ()
    assert (await desk.ask("a")).state is InscriptionState.ANNULEE
    assert (await desk.register()).taken == 0


async def test_an_inscription_that_was_not_told_of_its_move_is_told_later_and_once(desk: Desk) -> None:
    await desk.ask("a")
    await desk.registers.update(REGISTER, lambda register: register.confirm("a", at=NOW))
    for _ in range(3):
        await desk.record(desk.changed())
    inscription = await desk.inscriptions.get("a")
    assert (inscription.state, inscription.version) == (InscriptionState.CONFIRMEE, 2)
    assert (await desk.register()).untold == ()


async def test_confirming_twice_changes_nothing_the_second_time(desk: Desk) -> None:
    await desk.ask("a")
    confirmed = await desk.confirm(actor=EDITOR, id="a", version=1)
    assert await desk.confirm(actor=EDITOR, id="a") == confirmed
    with pytest.raises(Stale):
        await desk.confirm(actor=EDITOR, id="a", version=1)


async def test_seats_that_were_taken_back_for_a_session_that_was_never_written_return(desk: Desk) -> None:
    await desk.ask("a")
    resized = await desk.registers.update(REGISTER, lambda register: register.resize(1, at=NOW))
    assert resized.seats == 1
    session = await desk.sessions.get("s")
    event = envelop(SessionChanged(), entity_id="s", sequence=3, occurred_at=NOW)
    await desk.follow(event)
    assert ((await desk.register()).seats, session.details.seats) == (2, 2)


async def test_a_session_that_was_written_with_fewer_seats_than_are_taken_gets_those(desk: Desk) -> None:
    for name in "ab":
        await desk.ask(name)
    await desk.sessions.update("s", lambda session: session.revise(at=NOW, seats=1))
    await desk.follow(envelop(SessionChanged(), entity_id="s", sequence=3, occurred_at=NOW))
    assert (await desk.register()).seats == (await desk.sessions.get("s")).details.seats == 2


async def test_an_older_session_is_not_followed_any_more(desk: Desk) -> None:
    await desk.ask("a")
    older = await desk.sessions.get("s")
    newer = await desk.sessions.update("s", lambda session: session.archive(at=NOW))
    for each in (newer, older):
        await desk.registers.update(REGISTER, lambda register: register.follow(each, at=NOW))  # noqa: B023 — called at once
    assert not (await desk.register()).open


async def test_fewer_seats_at_a_version_that_is_gone_are_refused_and_nothing_changes(desk: Desk) -> None:
    await desk.ask("a")
    before = await desk.register()
    with pytest.raises(Stale):
        await desk.change(actor=EDITOR, id="s", version=7, fields={"seats": 1})
    assert await desk.register() == before
