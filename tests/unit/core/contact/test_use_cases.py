import pytest

from sorbo_adapters.memory.contact import MemoryDemandes, MemoryStaffDirectory
from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.contact.demande import Demande, DemandeState, Subject
from sorbo_core.contact.errors import AssigneeUnknown, DemandeNotFound, MoveRefused
from sorbo_core.contact.use_cases.demande.assign import AssignDemande
from sorbo_core.contact.use_cases.demande.list import ListDemandes
from sorbo_core.contact.use_cases.demande.move import MoveDemande
from sorbo_core.contact.use_cases.demande.read import ReadDemande
from sorbo_core.contact.use_cases.demande.submit import SubmitDemande
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Forbidden, Invalid, Stale, Unauthenticated
from sorbo_core.shared.query import ListQuery
from support import build
from support.actors import EDITOR, NOBODY, VIEWER


class Desk:
    """The verbs of requests over one store."""

    def __init__(self, demandes: MemoryDemandes, comptes: MemoryComptes, clock: FixedClock) -> None:
        self._submit = SubmitDemande(demandes=demandes, clock=clock)
        self.read = ReadDemande(demandes=demandes)
        self.list = ListDemandes(demandes=demandes)
        self.move = MoveDemande(demandes=demandes, clock=clock)
        self.assign = AssignDemande(demandes=demandes, staff=MemoryStaffDirectory(comptes), clock=clock)

    async def submit(
        self, id: str = "d", *, email: str = "achats@example.com", name: str = "Achats"
    ) -> Demande:
        return await self._submit(
            id=id,
            name=name,
            email=email,
            phone=None,
            subject=Subject.AUTRE,
            message=" Bonjour\n",
            details=None,
        )


@pytest.fixture
def desk(demandes: MemoryDemandes, comptes: MemoryComptes, clock: FixedClock) -> Desk:
    return Desk(demandes, comptes, clock)


async def test_a_request_is_stored_with_the_event_that_tells_of_it(
    desk: Desk, demandes: MemoryDemandes
) -> None:
    demande = await desk.submit(email=" Achats@Example.com ", name=" Achats ")
    assert (demande.email, demande.name, demande.message) == ("achats@example.com", "Achats", "Bonjour")
    assert await demandes.get("d") == demande
    (pending,) = demandes.outboxes["d"].entries
    assert pending.event.type == "demande.received"


async def test_a_request_sent_twice_is_stored_once(desk: Desk, demandes: MemoryDemandes) -> None:
    first = await desk.submit()
    assert await desk.submit() == first
    assert len(demandes.outboxes["d"].entries) == 1


async def test_a_request_that_breaks_a_rule_is_refused_and_not_stored(
    desk: Desk, demandes: MemoryDemandes
) -> None:
    with pytest.raises(Invalid):
        await desk.submit(email="nobody")
    with pytest.raises(Invalid):
        await desk.submit(name="   ")
    assert (await demandes.list(ListQuery())).items == ()


async def test_staff_read_and_list_what_visitors_wrote(desk: Desk) -> None:
    demande = await desk.submit()
    assert await desk.read(actor=VIEWER, id="d") == demande
    assert (await desk.list(actor=VIEWER, query=ListQuery())).items == (demande,)


async def test_a_request_moves_on_to_its_end_and_is_opened_again(desk: Desk) -> None:
    await desk.submit()
    moves = [DemandeState.EN_TRAITEMENT, DemandeState.TRAITE, DemandeState.EN_TRAITEMENT]
    for version, state in enumerate(moves, start=1):
        moved = await desk.move(actor=EDITOR, id="d", state=state, version=version)
        assert (moved.state, moved.version) == (state, version + 1)
    with pytest.raises(MoveRefused):
        await desk.move(actor=EDITOR, id="d", state=DemandeState.NOUVEAU)


async def test_a_request_is_given_to_an_active_member_of_staff_only(
    desk: Desk, comptes: MemoryComptes
) -> None:
    await desk.submit()
    await comptes.add(build.compte(id="colleague"))
    assert (await desk.assign(actor=EDITOR, id="d", assignee_id="colleague")).assignee_id == "colleague"
    with pytest.raises(AssigneeUnknown) as refused:
        await desk.assign(actor=EDITOR, id="d", assignee_id="stranger")
    assert refused.value.violations[0].pointer == "/assigneeId"
    assert (await desk.assign(actor=EDITOR, id="d", assignee_id=None)).assignee_id is None


async def test_what_somebody_changed_since_is_not_overwritten(desk: Desk) -> None:
    await desk.submit()
    await desk.move(actor=EDITOR, id="d", state=DemandeState.EN_TRAITEMENT, version=1)
    with pytest.raises(Stale):
        await desk.move(actor=EDITOR, id="d", state=DemandeState.TRAITE, version=1)
    with pytest.raises(Stale):
        await desk.assign(actor=EDITOR, id="d", assignee_id=None, version=1)


async def test_a_request_that_is_not_there_is_not_found(desk: Desk) -> None:
    with pytest.raises(DemandeNotFound):
        await desk.read(actor=VIEWER, id="none")
    with pytest.raises(DemandeNotFound):
        await desk.move(actor=EDITOR, id="none", state=DemandeState.TRAITE)
    with pytest.raises(DemandeNotFound):
        await desk.assign(actor=EDITOR, id="none", assignee_id=None)


async def test_visitors_see_no_request(desk: Desk) -> None:
    await desk.submit()
    with pytest.raises(Unauthenticated):
        await desk.read(actor=NOBODY, id="d")
    with pytest.raises(Unauthenticated):
        await desk.list(actor=NOBODY, query=ListQuery())


@pytest.mark.parametrize(("actor", "refusal"), [(NOBODY, Unauthenticated), (VIEWER, Forbidden)])
async def test_only_who_may_work_on_requests_moves_and_assigns_them(
    actor: Actor, refusal: type[Exception], desk: Desk
) -> None:
    await desk.submit()
    with pytest.raises(refusal):
        await desk.move(actor=actor, id="d", state=DemandeState.TRAITE)
    with pytest.raises(refusal):
        await desk.assign(actor=actor, id="d", assignee_id=None)
