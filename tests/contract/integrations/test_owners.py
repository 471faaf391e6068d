import msgspec
import pytest

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.integrations import MemoryOwners
from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_adapters.mongo.integrations import MongoOwners
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.identity.ports import Comptes
from sorbo_core.integrations.ports import Owners
from support.build import compte


class Office(msgspec.Struct, frozen=True):
    """The accounts, and who is told by them."""

    comptes: Comptes
    owners: Owners


class OwnersContract:
    async def test_the_holder_of_an_active_account_is_told(self, office: Office) -> None:
        holder = await office.comptes.add(compte(email="admin@example.com"))
        assert await office.owners.address_of(holder.id) == "admin@example.com"

    async def test_nobody_else_is_told(self, office: Office) -> None:
        former = await office.comptes.add(msgspec.structs.replace(compte(), active=False))
        assert await office.owners.address_of(former.id) is None
        assert await office.owners.address_of("personne") is None


class TestMemoryOwners(OwnersContract):
    @pytest.fixture
    def office(self) -> Office:
        comptes = MemoryComptes()
        return Office(comptes, MemoryOwners(comptes))


class TestMongoOwners(OwnersContract):
    @pytest.fixture
    def office(self, database: Database) -> Office:
        return Office(MongoComptes(database), MongoOwners(database))
