import asyncio
from datetime import datetime

import msgspec
import pytest

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.identity.compte import COMPTES, Compte
from sorbo_core.identity.errors import CompteNotFound, EmailTaken, LastSuperAdmin
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.second_factor.errors import WrongCode
from sorbo_core.identity.second_factor.factor import SecondFactor
from sorbo_core.shared.errors import Stale, Unavailable
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import Filter, ListQuery, Op
from support.build import HASH, NOW, compte, later
from support.repository import RepositoryContract, kept


class ComptesContract(RepositoryContract[Compte]):
    missing = CompteNotFound

    @pytest.fixture
    def repository(self, comptes: Comptes) -> Repository[Compte]:
        return comptes

    def new(self, at: datetime) -> Compte:
        return compte(at=at)

    def changed(self, entity: Compte, n: int) -> Compte:
        return entity.with_password(f"{HASH}{n}", at=later(seconds=n))

    @pytest.mark.parametrize("role", Role)
    @pytest.mark.parametrize("active", [True, False])
    async def test_every_field_comes_back(self, comptes: Comptes, role: Role, *, active: bool) -> None:
        opened = msgspec.structs.replace(compte(role=role), active=active)
        await comptes.add(opened)
        assert await comptes.get(opened.id) == kept(opened)

    async def test_an_account_is_found_by_its_address(self, comptes: Comptes) -> None:
        holder = await comptes.add(compte(email="catalogue@example.com"))
        await comptes.add(compte(email="autre@example.com"))
        assert await comptes.by_email("catalogue@example.com") == holder

    async def test_an_address_that_nobody_has_finds_nothing(self, comptes: Comptes) -> None:
        await comptes.add(compte())
        assert await comptes.by_email("") is None

    async def test_a_second_account_with_the_same_address_is_refused(self, comptes: Comptes) -> None:
        first = await comptes.add(compte(email="catalogue@example.com"))
        with pytest.raises(EmailTaken):
            await comptes.add(compte(email="catalogue@example.com"))
        assert await comptes.by_email("catalogue@example.com") == first

    async def test_an_account_that_takes_the_address_of_another_is_refused(self, comptes: Comptes) -> None:
        await comptes.add(compte(email="catalogue@example.com"))
        other = await comptes.add(compte())
        with pytest.raises(EmailTaken):
            await comptes.update(
                other.id, lambda current: msgspec.structs.replace(current, email="catalogue@example.com")
            )
        assert await comptes.get(other.id) == other

    async def test_an_address_that_was_given_up_is_free(self, comptes: Comptes) -> None:
        holder = await comptes.add(compte(email="catalogue@example.com"))
        await comptes.update(
            holder.id, lambda current: msgspec.structs.replace(current, email="neuve@example.com")
        )
        heir = await comptes.add(compte(email="catalogue@example.com"))
        assert await comptes.by_email("catalogue@example.com") == heir

    async def test_of_twenty_who_use_the_code_of_one_step_one_does(self, comptes: Comptes) -> None:
        factor = SecondFactor(sealed="sealed", since=NOW, last_step=6, recovery=("one", "two"))
        holder = await comptes.add(compte().with_second_factor(factor, at=NOW))

        def used(current: Compte) -> Compte:
            after = current.with_step(7)
            if after is None:
                raise WrongCode
            return after

        tries = (comptes.update(holder.id, used) for _ in range(20))
        results = await asyncio.gather(*tries, return_exceptions=True)
        done = [each for each in results if not isinstance(each, BaseException)]
        assert len(done) == 1
        assert (await comptes.get(holder.id)).second_factor == msgspec.structs.replace(factor, last_step=7)

    async def test_the_lead_is_left_to_another_one(self, comptes: Comptes) -> None:
        first, second = [await comptes.add(compte(role=Role.SUPER_ADMIN)) for _ in range(2)]
        left = await comptes.update_led(first.id, demoted)
        assert (left.role, left.version) == (Role.VIEWER, 2)
        with pytest.raises(LastSuperAdmin):
            await comptes.update_led(second.id, demoted)
        assert await comptes.get(second.id) == second

    async def test_one_who_cannot_log_in_does_not_lead(self, comptes: Comptes) -> None:
        leader = await comptes.add(compte(role=Role.SUPER_ADMIN))
        asleep = await comptes.add(compte(role=Role.SUPER_ADMIN).deactivate(by="c", at=NOW))
        with pytest.raises(LastSuperAdmin):
            await comptes.update_led(leader.id, lambda each: each.deactivate(by="c", at=NOW))
        assert (await comptes.update_led(asleep.id, demoted)).role is Role.VIEWER

    async def test_who_does_not_lead_is_changed_whoever_leads(self, comptes: Comptes) -> None:
        editor = await comptes.add(compte())
        assert (await comptes.update_led(editor.id, demoted)).version == 2
        with pytest.raises(CompteNotFound):
            await comptes.update_led("gone", demoted)

    async def test_what_is_refused_while_the_lead_changes_changes_nothing(self, comptes: Comptes) -> None:
        leader = await comptes.add(compte(role=Role.SUPER_ADMIN))
        with pytest.raises(Stale):
            await comptes.update_led(leader.id, lambda each: demoted(each.at_version(7)))
        assert await comptes.get(leader.id) == leader

    @pytest.mark.parametrize("count", [2, 5])
    async def test_of_super_admins_who_unmake_one_another_at_once_one_stays(
        self, comptes: Comptes, count: int
    ) -> None:
        leaders = [await comptes.add(compte(role=Role.SUPER_ADMIN)) for _ in range(count)]
        tries = (comptes.update_led(each.id, demoted) for each in leaders)
        results = await asyncio.gather(*tries, return_exceptions=True)
        refused = [each for each in results if isinstance(each, BaseException)]
        assert all(isinstance(each, LastSuperAdmin | Unavailable) for each in refused)
        assert any([(await comptes.get(each.id)).leads for each in leaders])

    async def test_accounts_are_listed_by_role_and_state(self, comptes: Comptes) -> None:
        editor = await comptes.add(compte())
        await comptes.add(compte(role=Role.VIEWER))
        asleep = await comptes.add(compte().deactivate(by="c", at=NOW))
        query = ListQuery(filters=(Filter("role", Op.EQ, Role.EDITOR),), sort=COMPTES.sorts["createdAt"])
        assert {each.id for each in (await comptes.list(query)).items} == {editor.id, asleep.id}
        active = query.where(Filter("active", Op.EQ, value=True))
        assert (await comptes.list(active)).items == (editor,)


def demoted(each: Compte) -> Compte:
    return each.with_role(Role.VIEWER, by="c", at=NOW)


class TestMemoryComptes(ComptesContract):
    @pytest.fixture
    def comptes(self) -> Comptes:
        return MemoryComptes()


class TestMongoComptes(ComptesContract):
    @pytest.fixture
    def comptes(self, database: Database) -> Comptes:
        return MongoComptes(database)
