from datetime import UTC, datetime
from typing import Any

import pytest

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.system import FixedClock
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.intake.account_record import parse_staff, parse_user
from sorbo_core.identity.passwords.old_hash import NONE_USABLE
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.use_cases.compte.take_over import TakeOverCompte
from sorbo_core.identity.use_cases.password.count_old import CountOldPasswords, OldPasswords
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.query import ListQuery
from support.build import NOW

HASH = f"$2b$12${'a' * 53}"
STAFF: dict[str, Any] = {
    "_id": {"$oid": "65f0a1b2c3d4e5f601020304"},
    "username": "redaction",
    "email": "Redaction@Example.com",
    "password": HASH,
    "role": "editor",
    "firstName": "Équipe",
    "lastName": "Rédaction",
    "isActive": True,
    "lastLogin": {"$date": "2025-01-01T00:00:00Z"},
    "loginAttempts": 4,
    "lockUntil": {"$date": "2025-01-01T00:00:00Z"},
    "passwordChangedAt": {"$date": "2024-06-01T08:00:00Z"},
    "passwordResetToken": "5ecret",
    "passwordResetExpires": {"$date": "2025-01-01T00:00:00Z"},
    "twoFactorSecret": "JBSWY3DPEHPK3PXP",
    "twoFactorEnabled": True,
    "preferences": {"theme": "dark", "language": "fr"},
    "createdAt": {"$date": "2023-01-02T03:04:05.678Z"},
    "updatedAt": {"$date": "2025-01-01T00:00:00Z"},
    "__v": 0,
}
USER: dict[str, Any] = {
    "_id": "u1",
    "name": "Une visiteuse",
    "email": "visiteuse@example.com",
    "password": f"$2a$10${'b' * 53}",
    "role": "user",
    "resetPasswordToken": "0ther",
    "resetPasswordExpire": {"$date": "2025-01-01T00:00:00Z"},
}


class Import:
    """Both importers of accounts, as one run has them."""

    def __init__(self, comptes: MemoryComptes, clock: FixedClock) -> None:
        claimed: set[str] = set()
        self.comptes = comptes
        self.staff = TakeOverCompte(
            kind="admin_users", parse=parse_staff, comptes=comptes, claimed=claimed, clock=clock
        )
        self.users = TakeOverCompte(
            kind="users", parse=parse_user, comptes=comptes, claimed=claimed, clock=clock
        )

    async def all(self) -> tuple[Compte, ...]:
        return tuple((await self.comptes.list(ListQuery())).items)

    async def only(self) -> Compte:
        (compte,) = await self.all()
        return compte


@pytest.fixture
def run(comptes: MemoryComptes, clock: FixedClock) -> Import:
    return Import(comptes, clock)


def codes(error: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(each.pointer, each.code) for each in error.value.violations]


async def test_who_manages_the_existing_site_has_an_account_here(run: Import) -> None:
    taken = await run.staff(record=STAFF)

    assert (taken.outcome, taken.notes) == (Outcome.CREATED, ())
    compte = await run.only()
    assert (compte.email, compte.name, compte.role) == (
        "redaction@example.com",
        "Équipe Rédaction",
        Role.EDITOR,
    )
    assert (compte.password_hash, compte.active, compte.second_factor) == (HASH, True, None)
    assert compte.created_at == datetime(2023, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
    assert compte.password_changed_at == datetime(2024, 6, 1, 8, tzinfo=UTC)


async def test_the_account_is_told_of_once(run: Import) -> None:
    await run.staff(record=STAFF)

    compte = await run.only()
    told = [pending.event.type for pending in run.comptes.outboxes[compte.id].entries]
    assert told == ["compte.created"]


@pytest.mark.parametrize("role", ["super-admin", "admin", "editor", "viewer"])
async def test_every_role_of_staff_is_one_here(role: str, run: Import) -> None:
    await run.staff(record=STAFF | {"role": role})
    assert (await run.only()).role is Role(role)


@pytest.mark.parametrize(
    ("role", "code"), [(None, "missing"), ("root", "unknown_value"), ("visitor", "unknown_value")]
)
async def test_nobody_gets_a_role_that_the_record_does_not_give(
    role: str | None, code: str, run: Import
) -> None:
    with pytest.raises(Invalid) as error:
        await run.staff(record=STAFF | {"role": role})
    assert codes(error) == [("/role", code)]


async def test_who_could_not_log_in_there_cannot_here(run: Import) -> None:
    await run.staff(record=STAFF | {"isActive": False})
    compte = await run.only()
    assert not compte.active
    told = [pending.event.type for pending in run.comptes.outboxes[compte.id].entries]
    assert told == ["compte.created", "compte.deactivated"]


async def test_a_state_that_is_no_yes_or_no_lets_nobody_in(run: Import) -> None:
    with pytest.raises(Invalid) as error:
        await run.staff(record=STAFF | {"isActive": "non"})
    assert codes(error) == [("/isActive", "wrong_type")]


async def test_who_registered_there_is_a_visitor_whatever_role_they_chose(run: Import) -> None:
    taken = await run.users(record=USER | {"role": "admin"})

    assert [(note.pointer, note.code) for note in taken.notes] == [("/role", "role_not_taken_over")]
    assert (await run.only()).role is Role.VISITOR


async def test_a_user_of_the_other_schema_is_kept_for_repair_until_it_has_an_address(run: Import) -> None:
    rival = {"_id": "u2", "username": "jdoe", "password": USER["password"]}
    with pytest.raises(Invalid) as error:
        await run.users(record=rival)
    assert codes(error) == [("/email", "missing")]

    taken = await run.users(record=rival | {"email": "jdoe@example.com"})
    assert (taken.outcome, (await run.only()).name) == (Outcome.CREATED, "jdoe")


@pytest.mark.parametrize("password", [None, "en clair", f"$2b$14${'a' * 53}", 12])
async def test_what_is_no_hash_is_kept_nowhere_and_opens_nothing(password: object, run: Import) -> None:
    taken = await run.users(record=USER | {"password": password})

    assert [(note.pointer, note.code) for note in taken.notes] == [("/password", "password_not_usable")]
    assert (await run.only()).password_hash == NONE_USABLE


async def test_the_same_records_again_change_nothing(run: Import) -> None:
    await run.staff(record=STAFF)
    await run.users(record=USER)
    before = await run.all()

    renamed = STAFF | {"firstName": "Autre", "role": "super-admin"}
    assert (await run.staff(record=renamed)).outcome is Outcome.UNCHANGED
    assert (await run.users(record=USER)).outcome is Outcome.UNCHANGED
    assert await run.all() == before


async def test_one_who_has_another_address_by_now_is_still_known(run: Import) -> None:
    await run.users(record=USER)
    compte = await run.only()
    await run.comptes.update(compte.id, lambda c: c.with_email("autre@example.com", link_id="l", at=NOW))

    assert (await run.users(record=USER)).outcome is Outcome.UNCHANGED
    assert len(await run.all()) == 1


@pytest.mark.parametrize("dry_run", [False, True])
async def test_of_two_with_one_address_staff_come_first(run: Import, dry_run: bool) -> None:  # noqa: FBT001 — a parameter of the test
    await run.staff(record=STAFF, dry_run=dry_run)
    taken = await run.users(record=USER | {"email": STAFF["email"]}, dry_run=dry_run)

    assert taken.outcome is Outcome.UNCHANGED
    assert [(note.pointer, note.code) for note in taken.notes] == [("/email", "email_taken")]
    assert len(await run.all()) == (0 if dry_run else 1)


async def test_an_account_that_is_here_already_stays_as_it_is(run: Import) -> None:
    mine = Compte.opened(
        id="mine",
        email="redaction@example.com",
        name="Moi",
        role=Role.SUPER_ADMIN,
        password_hash="x",
        at=NOW,
    )
    await run.comptes.add(mine)
    taken = await run.staff(record=STAFF)

    assert [(note.pointer, note.code) for note in taken.notes] == [("/email", "email_taken")]
    assert (await run.only()).name == "Moi"


async def test_what_has_no_place_here_is_named(run: Import) -> None:
    taken = await run.users(record=USER | {"fax": "+225 00"})
    assert [(note.pointer, note.code) for note in taken.notes] == [("/fax", "not_taken_over")]


async def test_nothing_of_the_secrets_of_the_existing_site_is_in_the_account(run: Import) -> None:
    await run.staff(record=STAFF)
    await run.users(record=USER)
    kept = str(run.comptes._documents)
    assert not [secret for secret in ("5ecret", "JBSWY3DPEHPK3PXP", "0ther") if secret in kept]


async def test_who_still_has_an_old_password_is_counted(run: Import) -> None:
    await run.staff(record=STAFF)
    await run.users(record=USER)
    await run.users(record=USER | {"_id": "u2", "email": "sans@example.com", "password": None})
    await run.staff(record=STAFF | {"_id": "s2", "email": "parti@example.com", "isActive": False})
    count = CountOldPasswords(comptes=run.comptes)
    assert await count() == OldPasswords(accounts=2, staff=1)

    (editor,) = (compte for compte in await run.all() if compte.role is Role.EDITOR and compte.active)
    await run.comptes.update(editor.id, lambda compte: compte.with_password("$argon2id$new", at=NOW))
    assert await count() == OldPasswords(accounts=1, staff=0)


async def test_more_than_a_page_of_them_is_counted(run: Import) -> None:
    for number in range(130):
        await run.users(record=USER | {"_id": number, "email": f"u{number}@example.com"})
    assert (await CountOldPasswords(comptes=run.comptes)()).accounts == 130
