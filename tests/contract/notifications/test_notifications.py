import asyncio
from datetime import datetime, timedelta

import msgspec
import pytest

from sorbo_adapters.memory.notifications.notifications import MemoryNotifications
from sorbo_adapters.mongo.notifications.notifications import MongoNotifications
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.notifications.errors import NotificationNotFound
from sorbo_core.notifications.notification import NOTIFICATIONS, Notification, ReadState
from sorbo_core.notifications.ports import Notifications
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import Filter, ListQuery, Op, Sort
from support.build import NOW, later
from support.notifications import notification
from support.paging import ids_in_order, walk
from support.repository import RepositoryContract

OWN = Filter("recipient_id", Op.EQ, "a")
SHOWN = Filter("in_app", Op.EQ, value=True)


def stored(told: Notification, *, version: int = 1) -> Notification:
    return msgspec.structs.replace(told, version=version)


async def everything(notifications: Notifications) -> list[Notification]:
    return list((await notifications.list(ListQuery(limit=100))).items)


class NotificationsContract(RepositoryContract[Notification]):
    missing = NotificationNotFound
    told = 0

    @pytest.fixture
    def repository(self, notifications: Notifications) -> Repository[Notification]:
        return notifications

    def new(self, at: datetime) -> Notification:
        return notification(at=at)

    def changed(self, entity: Notification, n: int) -> Notification:
        return entity.mailed(at=later(seconds=n))

    async def test_every_field_comes_back(self, notifications: Notifications) -> None:
        told = notification().mailed(at=later(hours=1)).read(at=later(hours=2))
        added = await notifications.add(told)
        assert added == await notifications.get(told.id) == stored(told)

    async def test_a_person_is_told_of_an_event_once(self, notifications: Notifications) -> None:
        told = notification()
        outcomes = await asyncio.gather(*(notifications.add(told) for _ in range(10)), return_exceptions=True)
        assert sum(isinstance(each, AlreadyExists) for each in outcomes) == 9
        assert await everything(notifications) == [stored(told)]

    async def test_being_read_and_being_mailed_at_the_same_time_do_not_overwrite_one_another(
        self, notifications: Notifications
    ) -> None:
        told = await notifications.add(notification())
        await asyncio.gather(
            notifications.update(told.id, lambda current: current.read(at=later())),
            notifications.update(told.id, lambda current: current.mailed(at=later())),
        )
        found = await notifications.get(told.id)
        assert (found.version, found.read_at, found.mailed_at) == (3, later(), later())

    @pytest.mark.parametrize("sort", NOTIFICATIONS.sorts.values(), ids=NOTIFICATIONS.sorts)
    async def test_pages_neither_repeat_nor_drop_what_was_told_at_the_same_instant(
        self, notifications: Notifications, sort: tuple[Sort, ...]
    ) -> None:
        await notifications.add(notification("b"))
        await notifications.add(notification("a", in_app=False))
        told = [await notifications.add(notification("a", at=later(seconds=n // 3))) for n in range(8)]
        query = ListQuery(sort=sort, limit=3, filters=(OWN, SHOWN))
        assert await walk(notifications.list, query) == ids_in_order(told, query)

    @pytest.mark.parametrize("state", ReadState)
    async def test_a_list_is_filtered_by_state(self, notifications: Notifications, state: ReadState) -> None:
        for told in (notification("a"), notification("a").read(at=NOW), notification("b").read(at=NOW)):
            await notifications.add(told)
        page = await notifications.list(ListQuery(filters=(OWN, SHOWN, Filter("state", Op.EQ, state))))
        assert [(each.recipient_id, each.state) for each in page.items] == [("a", state)]

    async def test_what_is_unread_is_counted_and_read_for_one_person(
        self, notifications: Notifications
    ) -> None:
        others = (notification("b"), notification("a", in_app=False), notification("a").read(at=NOW))
        untouched = [await notifications.add(other) for other in others]
        unread = [await notifications.add(notification("a")) for _ in range(3)]
        assert await notifications.count_unread("a") == 3
        assert await notifications.read_all("a", at=later()) == 3
        assert await notifications.count_unread("a") == await notifications.read_all("a", at=later()) == 0
        for each in unread:
            expected = stored(each.read(at=later()), version=2)
            assert await notifications.get(each.id) == expected
        for each in untouched:
            assert await notifications.get(each.id) == each

    async def test_what_is_older_is_forgotten_and_nothing_else(self, notifications: Notifications) -> None:
        for told in (notification(), notification().read(at=NOW)):
            await notifications.add(msgspec.structs.replace(told, created_at=NOW - timedelta(milliseconds=1)))
        kept = await notifications.add(notification(at=NOW))
        assert await notifications.forget(before=NOW) == 2
        assert await notifications.forget(before=NOW) == 0
        assert await everything(notifications) == [kept]


class TestMemoryNotifications(NotificationsContract):
    @pytest.fixture
    def notifications(self) -> Notifications:
        return MemoryNotifications()


class TestMongoNotifications(NotificationsContract):
    @pytest.fixture
    def notifications(self, database: Database) -> Notifications:
        return MongoNotifications(database)
