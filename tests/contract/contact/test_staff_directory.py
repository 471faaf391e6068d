import msgspec
import pytest

from sorbo_adapters.memory.contact import MemoryStaffDirectory
from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.mongo.contact import MongoStaffDirectory
from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.contact.ports import StaffDirectory
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.ports import Comptes
from support.build import compte


class Office(msgspec.Struct, frozen=True):
    """The accounts, and the directory that reads them."""

    comptes: Comptes
    directory: StaffDirectory


class StaffDirectoryContract:
    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.VISITOR])
    async def test_an_active_account_of_any_role_of_staff_is_staff(self, office: Office, role: Role) -> None:
        holder = await office.comptes.add(compte(role=role))
        assert await office.directory.includes(holder.id) is True

    async def test_a_visitor_with_an_account_is_not_staff(self, office: Office) -> None:
        visitor = await office.comptes.add(compte(role=Role.VISITOR))
        assert await office.directory.includes(visitor.id) is False
        assert await office.directory.address_of(visitor.id) is None

    async def test_an_inactive_account_is_not_staff(self, office: Office) -> None:
        former = await office.comptes.add(msgspec.structs.replace(compte(), active=False))
        assert await office.directory.includes(former.id) is False

    async def test_the_address_of_staff_is_known_and_nobody_elses(self, office: Office) -> None:
        holder = await office.comptes.add(compte())
        former = await office.comptes.add(msgspec.structs.replace(compte(), active=False))
        assert await office.directory.address_of(holder.id) == holder.email
        assert await office.directory.address_of(former.id) is None
        assert await office.directory.address_of("personne") is None

    async def test_who_has_no_account_is_not_staff(self, office: Office) -> None:
        await office.comptes.add(compte())
        assert await office.directory.includes("personne") is False


class TestMemoryStaffDirectory(StaffDirectoryContract):
    @pytest.fixture
    def office(self) -> Office:
        comptes = MemoryComptes()
        return Office(comptes, MemoryStaffDirectory(comptes))


class TestMongoStaffDirectory(StaffDirectoryContract):
    @pytest.fixture
    def office(self, database: Database) -> Office:
        return Office(MongoComptes(database), MongoStaffDirectory(database))
