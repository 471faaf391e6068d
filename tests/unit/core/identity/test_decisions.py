import pytest

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.sessions.login_sessions import MemoryLoginSessions
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.identity.errors import LastSuperAdmin, OwnCompte, RoleReserved
from sorbo_core.identity.permissions import RESERVED, ROLES, Role
from sorbo_core.identity.use_cases.compte.change_role import ChangeRole
from sorbo_core.identity.use_cases.compte.deactivate import DeactivateCompte
from sorbo_core.identity.use_cases.compte.promote import Promote
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import Forbidden
from support.build import compte

SUPER_ADMIN, ADMIN = (
    Actor(id=role.value, permissions=ROLES[role]) for role in (Role.SUPER_ADMIN, Role.ADMIN)
)


@pytest.fixture
def change_role(comptes: MemoryComptes, clock: FixedClock) -> ChangeRole:
    return ChangeRole(comptes=comptes, sessions=MemoryLoginSessions(), clock=clock)


@pytest.fixture
def deactivate(comptes: MemoryComptes, clock: FixedClock) -> DeactivateCompte:
    return DeactivateCompte(comptes=comptes, sessions=MemoryLoginSessions(), clock=clock)


async def test_the_last_super_admin_keeps_the_role_and_can_log_in(
    comptes: MemoryComptes, change_role: ChangeRole, deactivate: DeactivateCompte
) -> None:
    last = await comptes.add(compte(role=Role.SUPER_ADMIN))
    with pytest.raises(LastSuperAdmin):
        await change_role(actor=SUPER_ADMIN, id=last.id, role=Role.ADMIN)
    with pytest.raises(LastSuperAdmin):
        await deactivate(actor=SUPER_ADMIN, id=last.id)
    assert await comptes.get(last.id) == last


@pytest.mark.parametrize("before", Role)
@pytest.mark.parametrize("after", Role)
async def test_an_admin_gives_and_takes_every_role_but_those_of_administrators(
    comptes: MemoryComptes, change_role: ChangeRole, before: Role, after: Role
) -> None:
    await comptes.add(compte(role=Role.SUPER_ADMIN))
    other = await comptes.add(compte(role=before))
    if RESERVED.isdisjoint({before, after}):
        assert (await change_role(actor=ADMIN, id=other.id, role=after)).role is after
        return
    with pytest.raises(RoleReserved):
        await change_role(actor=ADMIN, id=other.id, role=after)
    assert await comptes.get(other.id) == other
    assert (await change_role(actor=SUPER_ADMIN, id=other.id, role=after)).role is after


@pytest.mark.parametrize("role", [role for role in Role if Permission.WRITE_COMPTES not in ROLES[role]])
async def test_everybody_else_decides_about_nobody(
    comptes: MemoryComptes, change_role: ChangeRole, role: Role
) -> None:
    other = await comptes.add(compte())
    with pytest.raises(Forbidden):
        await change_role(actor=Actor(id="c", permissions=ROLES[role]), id=other.id, role=Role.VIEWER)


async def test_nobody_decides_about_their_own(
    comptes: MemoryComptes, change_role: ChangeRole, deactivate: DeactivateCompte
) -> None:
    own = await comptes.add(compte(role=Role.SUPER_ADMIN))
    actor = Actor(id=own.id, permissions=ROLES[Role.SUPER_ADMIN])
    for decision in (
        change_role(actor=actor, id=own.id, role=Role.ADMIN),
        deactivate(actor=actor, id=own.id),
    ):
        with pytest.raises(OwnCompte):
            await decision


async def test_the_operator_makes_a_super_admin_of_whoever_has_an_account(
    comptes: MemoryComptes, clock: FixedClock
) -> None:
    asleep = await comptes.add(compte(role=Role.ADMIN).deactivate(by="c", at=clock.now()))
    promote = Promote(comptes=comptes, sessions=MemoryLoginSessions(), clock=clock)
    assert (await promote(email=asleep.email)).leads
