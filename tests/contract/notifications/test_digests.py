from datetime import datetime, timedelta
from typing import Protocol

import pytest

from sorbo_adapters.memory.notifications.notifications import MemoryNotifications
from sorbo_adapters.mongo.notifications.notifications import MongoNotifications
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.notifications.kinds import Kind
from sorbo_core.notifications.ports import Digests, Notifications
from sorbo_core.notifications.preferences import Choice, MailChoice
from support.build import NOW, later
from support.notifications import notification

DUE = (NOW + timedelta(days=1)).replace(hour=7, minute=0, second=0, microsecond=0)
DAY = timedelta(days=1)
AT_ONCE = Choice(kind=Kind.DEMANDE_RECEIVED, mail=MailChoice.AT_ONCE)


class Store(Notifications, Digests, Protocol):
    """Where notifications are kept is also who knows what waits for a digest."""


class DigestsContract:
    async def test_everybody_for_whom_something_waits_is_a_recipient(self, store: Store) -> None:
        for recipient in ("b", "a", "b"):
            await store.add(notification(recipient))
        assert await store.recipients(due=DUE) == ("a", "b")

    async def test_only_what_is_unread_and_chosen_for_the_digest_waits(self, store: Store) -> None:
        await store.add(notification("a").read(at=NOW))
        await store.add(notification("a", choice=AT_ONCE))
        assert await store.recipients(due=DUE) == ()
        assert await store.waiting("a", due=DUE, limit=10) == ()

    async def test_what_only_a_mail_tells_waits_too(self, store: Store) -> None:
        told = await store.add(notification("a", in_app=False))
        assert await store.recipients(due=DUE) == ("a",)
        assert await store.waiting("a", due=DUE, limit=10) == (told,)

    @pytest.mark.parametrize("at", [DUE, DUE + timedelta(milliseconds=1)])
    async def test_what_came_in_when_the_digest_was_due_is_for_the_next(
        self, store: Store, at: datetime
    ) -> None:
        await store.add(notification("a", at=at))
        assert await store.recipients(due=DUE) == ()
        assert await store.waiting("a", due=DUE, limit=10) == ()
        assert await store.recipients(due=DUE + DAY) == ("a",)

    async def test_what_waits_comes_the_oldest_first_up_to_a_limit(self, store: Store) -> None:
        told = [await store.add(notification("a", at=later(seconds=9 - n))) for n in range(4)]
        await store.add(notification("b"))
        assert await store.waiting("a", due=DUE, limit=3) == tuple(told[:0:-1])

    async def test_what_was_told_does_not_wait_any_more(self, store: Store) -> None:
        first = await store.add(notification("a"))
        second = await store.add(notification("a", at=later(seconds=1)))
        await store.told([first.id, "nothing"], due=DUE)
        assert (await store.get(first.id)).mailed_at == DUE
        assert await store.waiting("a", due=DUE, limit=10) == (second,)

    async def test_who_had_a_digest_is_no_recipient_on_that_day(self, store: Store) -> None:
        first = await store.add(notification("a"))
        await store.add(notification("a"))
        await store.told([first.id], due=DUE)
        midnight = DUE.replace(hour=0)
        assert await store.recipients(due=midnight) == ()
        assert await store.recipients(due=midnight + DAY - timedelta(milliseconds=1)) == ()
        assert await store.recipients(due=midnight + DAY) == ("a",)

    async def test_a_mail_at_once_is_no_digest(self, store: Store) -> None:
        await store.add(notification("a", choice=AT_ONCE).mailed(at=DUE))
        await store.add(notification("a"))
        assert await store.recipients(due=DUE) == ("a",)


class TestMemoryDigests(DigestsContract):
    @pytest.fixture
    def store(self) -> Store:
        return MemoryNotifications()


class TestMongoDigests(DigestsContract):
    @pytest.fixture
    def store(self, database: Database) -> Store:
        return MongoNotifications(database)
