from datetime import datetime

import msgspec
import pytest

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound, EmailTaken
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.ports import Comptes
from sorbo_core.shared.ports import Repository
from support.build import HASH, compte, later
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


class TestMemoryComptes(ComptesContract):
    @pytest.fixture
    def comptes(self) -> Comptes:
        return MemoryComptes()


class TestMongoComptes(ComptesContract):
    @pytest.fixture
    def comptes(self, database: Database) -> Comptes:
        return MongoComptes(database)
