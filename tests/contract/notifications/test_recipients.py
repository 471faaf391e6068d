import msgspec
import pytest

from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.notifications.recipients import MemoryRecipients
from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_adapters.mongo.notifications.recipients import MongoRecipients
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.identity.permissions import ROLES, Role
from sorbo_core.identity.ports import Comptes
from sorbo_core.notifications.ports import Recipient, Recipients
from sorbo_core.shared.actor import Permission
from support.build import compte


class Office(msgspec.Struct, frozen=True):
    """The accounts, and who among their holders can be told."""

    comptes: Comptes
    recipients: Recipients


def holder(id: str, role: Role) -> Recipient:
    return Recipient(id=id, email=f"{id}@example.com", permissions=ROLES[role])


class RecipientsContract:
    @pytest.mark.parametrize("permission", Permission)
    async def test_everybody_active_whose_role_has_the_permission_can_be_told(
        self, office: Office, permission: Permission
    ) -> None:
        for role in (*Role, *Role):
            await office.comptes.add(compte(role=role))
        await office.comptes.add(msgspec.structs.replace(compte(role=Role.ADMIN), active=False))
        found = await office.recipients.who_may(permission)
        expected = [permissions for permissions in ROLES.values() if permission in permissions]
        assert len(found) == 2 * len(expected)
        assert all(each.may(permission) for each in found)
        assert [each.id for each in found] == sorted(each.id for each in found)

    @pytest.mark.parametrize("role", Role)
    async def test_who_has_an_active_account_is_found_with_what_they_may(
        self, office: Office, role: Role
    ) -> None:
        await office.comptes.add(compte(id="a", role=role))
        assert await office.recipients.find("a") == holder("a", role)

    async def test_who_has_left_or_never_had_an_account_is_not_found(self, office: Office) -> None:
        await office.comptes.add(msgspec.structs.replace(compte(id="a"), active=False))
        assert await office.recipients.find("a") is None
        assert await office.recipients.find("b") is None


class TestMemoryRecipients(RecipientsContract):
    @pytest.fixture
    def office(self) -> Office:
        comptes = MemoryComptes()
        return Office(comptes, MemoryRecipients(comptes))


class TestMongoRecipients(RecipientsContract):
    @pytest.fixture
    def office(self, database: Database) -> Office:
        return Office(MongoComptes(database), MongoRecipients(database))
