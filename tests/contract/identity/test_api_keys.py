from datetime import datetime, timedelta

import msgspec
import pytest

from sorbo_adapters.memory.sessions.api_keys import MemoryApiKeys
from sorbo_adapters.mongo.sessions.api_keys import MongoApiKeys
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.identity.api_keys.api_key import API_KEYS, ApiKey
from sorbo_core.identity.api_keys.errors import ApiKeyNotFound
from sorbo_core.identity.api_keys.ports import ApiKeys
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import Filter, ListQuery, Op
from support.build import NOW, api_key, later
from support.repository import RepositoryContract, kept

MINUTE = timedelta(minutes=1)


class ApiKeysContract(RepositoryContract[ApiKey]):
    """What `ApiKeys` promises."""

    missing = ApiKeyNotFound

    @pytest.fixture
    def repository(self, keys: ApiKeys) -> Repository[ApiKey]:
        return keys

    def new(self, at: datetime) -> ApiKey:
        return api_key(at=at)

    def changed(self, entity: ApiKey, n: int) -> ApiKey:
        good = msgspec.structs.replace(entity, over_at=entity.expires_at)
        return good.revoke(by="c", at=later(seconds=n))

    async def used(self, keys: ApiKeys, id: str, at: datetime) -> datetime | None:
        await keys.note_use(id, at=at, unless_since=at - MINUTE)
        return (await keys.get(id)).last_used_at

    async def test_every_field_comes_back(self, keys: ApiKeys) -> None:
        scopes = frozenset({Permission.READ_DRAFTS, Permission.WRITE_CATALOGUE})
        made = api_key(scopes=scopes).warn(at=later(days=29)).revoke(by="c", at=later(days=29, hours=1))
        await keys.add(made)
        assert await keys.get(made.id) == kept(made)

    async def test_a_use_is_noted_once_a_minute_and_is_no_new_version(self, keys: ApiKeys) -> None:
        key = await keys.add(api_key())
        assert await self.used(keys, key.id, NOW) == NOW
        assert await self.used(keys, key.id, later(seconds=59)) == NOW
        assert await self.used(keys, key.id, later(seconds=61)) == later(seconds=61)
        assert (await keys.get(key.id)).version == key.version

    async def test_a_use_of_what_is_not_there_makes_nothing(self, keys: ApiKeys) -> None:
        await keys.note_use("nowhere", at=NOW, unless_since=NOW)
        with pytest.raises(ApiKeyNotFound):
            await keys.get("nowhere")

    async def test_the_keys_of_a_holder_are_listed_the_newest_first(self, keys: ApiKeys) -> None:
        old, new, _ = [
            await keys.add(api_key(compte_id=holder, at=later(minutes=minutes)))
            for holder, minutes in (("a", 0), ("a", 2), ("b", 1))
        ]
        own = Filter("compte_id", Op.EQ, "a")
        page = await keys.list(ListQuery(filters=(own,), sort=API_KEYS.sorts["-createdAt"]))
        assert [each.id for each in page.items] == [new.id, old.id]


class TestMemoryApiKeys(ApiKeysContract):
    @pytest.fixture
    def keys(self) -> ApiKeys:
        return MemoryApiKeys()


class TestMongoApiKeys(ApiKeysContract):
    @pytest.fixture
    def keys(self, database: Database) -> ApiKeys:
        return MongoApiKeys(database)
