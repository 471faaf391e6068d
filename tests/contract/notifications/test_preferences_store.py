import asyncio

import msgspec
import pytest

from sorbo_adapters.memory.notifications.preferences import MemoryPreferences
from sorbo_adapters.mongo.notifications.preferences import MongoPreferences
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.notifications.kinds import Kind
from sorbo_core.notifications.ports import PreferencesStore
from sorbo_core.notifications.preferences import MailChoice, Preferences
from sorbo_core.shared.errors import Stale
from support.build import NOW, later

CHANGES: list[dict[Kind, dict[str, object]]] = [
    {Kind.DEMANDE_RECEIVED: {"mail": MailChoice.DIGEST}},
    {Kind.DEMANDE_ASSIGNED: {"in_app": False}},
]


def chosen(compte_id: str = "compte-1") -> Preferences:
    return Preferences.untouched(compte_id, at=NOW).choose(CHANGES[0], at=NOW)


class PreferencesStoreContract:
    async def test_who_never_chose_has_none(self, store: PreferencesStore) -> None:
        await store.save(chosen("another"))
        assert await store.of("compte-1") is None

    async def test_what_is_saved_comes_back_as_the_next_version(self, store: PreferencesStore) -> None:
        first = await store.save(chosen())
        assert first == await store.of("compte-1") == msgspec.structs.replace(chosen(), version=1)
        changed = first.choose(CHANGES[1], at=later())
        second = await store.save(changed)
        assert second == await store.of("compte-1") == msgspec.structs.replace(changed, version=2)

    async def test_preferences_of_another_version_are_not_overwritten(self, store: PreferencesStore) -> None:
        first = await store.save(chosen())
        for version in (0, 2):
            stale = msgspec.structs.replace(first.choose(CHANGES[1], at=later()), version=version)
            with pytest.raises(Stale):
                await store.save(stale)
        assert await store.of("compte-1") == first

    async def test_preferences_that_have_gone_are_not_changed(self, store: PreferencesStore) -> None:
        with pytest.raises(Stale):
            await store.save(msgspec.structs.replace(chosen(), version=1))
        assert await store.of("compte-1") is None

    @pytest.mark.parametrize("version", [0, 1])
    async def test_of_several_at_the_same_time_one_is_kept(
        self, store: PreferencesStore, version: int
    ) -> None:
        base = await store.save(chosen()) if version else chosen()
        changed = base.choose(CHANGES[1], at=later())
        outcomes = await asyncio.gather(*(store.save(changed) for _ in range(10)), return_exceptions=True)
        assert sum(isinstance(each, Stale) for each in outcomes) == 9
        assert await store.of("compte-1") in outcomes


class TestMemoryPreferences(PreferencesStoreContract):
    @pytest.fixture
    def store(self) -> PreferencesStore:
        return MemoryPreferences()


class TestMongoPreferences(PreferencesStoreContract):
    @pytest.fixture
    def store(self, database: Database) -> PreferencesStore:
        return MongoPreferences(database)
