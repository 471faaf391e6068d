from datetime import timedelta

import msgspec
import pytest

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import (
    CompteNotFound,
    EmailTaken,
    PasswordTooWeak,
    TokenInvalid,
    WrongCredentials,
)
from sorbo_core.identity.password import PasswordRules
from sorbo_core.identity.permissions import ROLES, Role
from sorbo_core.identity.use_cases.create_compte import CreateCompte
from sorbo_core.identity.use_cases.password.replace import ReplacePassword
from sorbo_core.identity.use_cases.read_own_compte import ReadOwnCompte
from sorbo_core.identity.use_cases.set_password import SetPassword
from sorbo_core.shared.actor import VISITOR, Actor
from sorbo_core.shared.errors import Invalid, Unauthenticated
from support import build
from support.front_door import FrontDoor

EMAIL, PASSWORD, OTHER = "chef@example.com", "correct horse battery", "another long password"


class Office:
    """The verbs of accounts over one store."""

    def __init__(self, comptes: MemoryComptes, ids: SequentialIds, clock: FixedClock) -> None:
        self.front = FrontDoor(comptes=comptes, ids=ids, clock=clock)
        self.log_in = self.front.log_in
        self.authenticate = self.front.authenticate
        hasher, rules = self.front.hasher, PasswordRules()
        self.create = CreateCompte(comptes=comptes, hasher=hasher, rules=rules, ids=ids, clock=clock)
        self.read_own = ReadOwnCompte(comptes=comptes)
        replace = ReplacePassword(
            comptes=comptes, hasher=hasher, rules=rules, sessions=self.front.sessions, clock=clock
        )
        self.set_password = SetPassword(comptes=comptes, replace=replace)

    async def open(self, *, email: str = EMAIL, password: str = PASSWORD, role: Role = Role.EDITOR) -> Compte:
        return await self.create(email=email, name="Chef de projet", password=password, role=role)


@pytest.fixture
def office(comptes: MemoryComptes, ids: SequentialIds, clock: FixedClock) -> Office:
    return Office(comptes, ids, clock)


async def test_an_account_is_opened_without_its_password(office: Office) -> None:
    compte = await office.open(email=" Chef@Example.com")
    assert (compte.email, compte.role, compte.active, compte.version) == (EMAIL, Role.EDITOR, True, 1)
    assert PASSWORD not in compte.password_hash


async def test_two_accounts_do_not_share_an_address(office: Office) -> None:
    await office.open()
    with pytest.raises(EmailTaken):
        await office.open(email=EMAIL.upper())


@pytest.mark.parametrize(("email", "password"), [("nobody", PASSWORD), (EMAIL, "short")])
async def test_an_account_with_a_bad_address_or_password_is_refused(
    office: Office, email: str, password: str
) -> None:
    with pytest.raises(Invalid):
        await office.open(email=email, password=password)


async def test_who_knows_the_password_gets_a_token_for_fifteen_minutes(
    office: Office, clock: FixedClock
) -> None:
    compte = await office.open()
    login = await office.log_in(email=" CHEF@example.com ", password=PASSWORD)
    access, session = login.passes.access, login.passes.session
    assert access.expires_at == build.later(minutes=15)
    actor = await office.authenticate(access.token)
    assert actor == Actor(
        id=compte.id, permissions=ROLES[Role.EDITOR], role=Role.EDITOR, session_id=session.id
    )
    clock.advance(timedelta(minutes=15))
    with pytest.raises(TokenInvalid):
        await office.authenticate(access.token)


async def test_a_password_is_the_same_whichever_keyboard_typed_it(office: Office) -> None:
    await office.open(password="été à Abidjan 2026")
    await office.log_in(email=EMAIL, password="e\u0301te\u0301 a\u0300 Abidjan 2026")


@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, OTHER), (EMAIL, ""), (EMAIL, PASSWORD * 100), ("other@example.com", PASSWORD), ("", PASSWORD)],
)
async def test_wrong_credentials_get_one_answer_whatever_is_wrong(
    office: Office, email: str, password: str
) -> None:
    await office.open()
    with pytest.raises(WrongCredentials) as refused:
        await office.log_in(email=email, password=password)
    assert refused.value.params == {}


async def test_an_account_that_is_not_active_cannot_log_in(office: Office, comptes: MemoryComptes) -> None:
    compte = await office.open()
    await comptes.update(compte.id, _closed)
    with pytest.raises(WrongCredentials):
        await office.log_in(email=EMAIL, password=PASSWORD)


async def test_who_has_no_token_is_a_visitor(office: Office) -> None:
    assert await office.authenticate(None) is VISITOR


async def test_a_token_that_was_not_issued_is_refused(office: Office) -> None:
    with pytest.raises(TokenInvalid):
        await office.authenticate("forged")


async def test_an_account_is_read_by_its_holder(office: Office) -> None:
    compte = await office.open()
    assert await office.read_own(actor=compte.actor) == compte


async def test_an_account_that_has_gone_or_is_closed_is_no_longer_read(
    office: Office, comptes: MemoryComptes
) -> None:
    compte = await office.open()
    await comptes.update(compte.id, _closed)
    with pytest.raises(TokenInvalid):
        await office.read_own(actor=compte.actor)
    with pytest.raises(TokenInvalid):
        await office.read_own(actor=Actor(id="gone"))
    with pytest.raises(Unauthenticated):
        await office.read_own(actor=VISITOR)


async def test_another_password_replaces_the_first(office: Office) -> None:
    await office.open()
    await office.set_password(email=EMAIL, password=OTHER)
    await office.log_in(email=EMAIL, password=OTHER)
    with pytest.raises(WrongCredentials):
        await office.log_in(email=EMAIL, password=PASSWORD)


async def test_a_weak_password_or_an_unknown_address_changes_nothing(office: Office) -> None:
    await office.open()
    with pytest.raises(PasswordTooWeak):
        await office.set_password(email=EMAIL, password="short")
    with pytest.raises(CompteNotFound):
        await office.set_password(email="other@example.com", password=OTHER)
    await office.log_in(email=EMAIL, password=PASSWORD)


def test_an_account_is_shown_without_its_password_hash() -> None:
    assert build.HASH not in repr(build.compte())


def test_every_role_has_permissions_and_a_viewer_writes_nothing() -> None:
    assert ROLES.keys() == set(Role)
    assert not any(permission.endswith(":write") for permission in ROLES[Role.VIEWER])


def _closed(compte: Compte) -> Compte:
    return msgspec.structs.replace(compte, active=False)
