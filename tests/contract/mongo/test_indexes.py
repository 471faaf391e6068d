"""The indexes, and what is found in them beside lists."""

from uuid import uuid4

import pytest

from sorbo_adapters.mongo.indexes import INDEXES, ensure_indexes, index_states
from sorbo_adapters.mongo.integrations import WAITING, MongoDeliveries
from sorbo_adapters.mongo.notifications.notifications import (
    MongoNotifications,
    told_on_the_day_of,
    unread_by,
    waiting_before,
)
from sorbo_adapters.mongo.notifications.recipients import active_with
from sorbo_adapters.mongo.recruitment.candidatures import MongoCandidatures, counting
from sorbo_adapters.mongo.store.client import Database, Document, connect, database_of
from sorbo_core.shared.actor import Permission
from support.build import NOW, delivery, later
from support.commands.plans import stages
from support.notifications import some_notification
from support.recruitment import candidature

MANY = 150


async def plan(database: Database, collection: str, find: Document) -> set[str]:
    """Return the stages that MongoDB means to run."""
    command = {"find": collection, "limit": 6, **find}
    told = await database.command("explain", command, verbosity="queryPlanner")
    return stages(told["queryPlanner"]["winningPlan"])


@pytest.mark.parametrize(
    "condition",
    [
        unread_by("c1"),
        waiting_before(NOW),
        {**waiting_before(NOW), "recipient_id": {"$eq": "c1"}},
        told_on_the_day_of(NOW),
        {"created_at": {"$lt": NOW}},
    ],
    ids=["unread", "recipients", "waiting", "told", "forgotten"],
)
async def test_what_concerns_notifications_is_found_in_an_index(
    database: Database, condition: Document
) -> None:
    notifications = MongoNotifications(database)
    for n in range(MANY):
        await notifications.add(some_notification(n))
    assert "COLLSCAN" not in await plan(database, notifications.name, {"filter": condition})


async def test_deliveries_that_wait_are_counted_from_an_index_alone(database: Database) -> None:
    deliveries = MongoDeliveries(database)
    for n in range(MANY):
        await deliveries.add(delivery(at=later(minutes=n)))
    count = {"aggregate": deliveries.name, "pipeline": WAITING, "cursor": {}}
    told = await database.command("explain", count, verbosity="queryPlanner")
    used = stages(told["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in used
    assert not used & {"FETCH", "COLLSCAN"}


async def test_candidatures_are_counted_from_an_index_alone(database: Database) -> None:
    candidatures = MongoCandidatures(database)
    for n in range(MANY):
        await candidatures.add(candidature(emploi_id=f"e{n % 5}"))
    count = {"aggregate": candidatures.name, "pipeline": counting(["e1", "e2"]), "cursor": {}}
    told = await database.command("explain", count, verbosity="queryPlanner")
    used = stages(told["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in used
    assert not used & {"FETCH", "COLLSCAN"}


async def test_who_can_be_told_is_found_in_the_order_of_an_index(database: Database) -> None:
    find = {"filter": active_with(Permission.READ_DEMANDES), "sort": {"_id": 1}}
    used = await plan(database, "comptes", find)
    assert "IXSCAN" in used
    assert not used & {"SORT", "COLLSCAN"}


async def test_the_delivery_that_is_due_is_found_in_the_order_of_an_index(database: Database) -> None:
    find = {"filter": {"state": "pending", "due_at": {"$lte": NOW}}, "sort": {"due_at": 1}}
    assert await plan(database, MongoDeliveries.name, find) == {"LIMIT", "FETCH", "IXSCAN"}


@pytest.mark.parametrize(
    "collection",
    [
        "formations",
        "sessions",
        "projets",
        "actualites",
        "publications",
        "demandes",
        "emplois",
        "candidatures",
        "comptes",
        "webhooks",
        "received_webhooks",
    ],
)
async def test_what_is_due_is_found_in_the_order_of_an_index(database: Database, collection: str) -> None:
    find = {"filter": {"outbox.due": {"$lte": NOW}}, "sort": {"outbox.due": 1}}
    assert await plan(database, collection, find) == {"LIMIT", "FETCH", "IXSCAN"}


async def test_indexes_are_missing_until_they_are_ensured(mongo_url: str) -> None:
    async with connect(mongo_url) as client:
        database = database_of(client, f"indexes_{uuid4().hex}")
        declared = {(name, index.name) for name, indexes in INDEXES.items() for index in indexes}
        before = await index_states(database)
        await ensure_indexes(database)
        after = await index_states(database)
        await client.drop_database(database)
    assert {(each.collection, each.name) for each in before if not each.present} == declared
    assert {(each.collection, each.name) for each in after if each.present} == declared


async def test_ensuring_indexes_again_changes_nothing(database: Database) -> None:
    before = {name: await database[name].index_information() for name in INDEXES}
    await ensure_indexes(database)
    assert {name: await database[name].index_information() for name in INDEXES} == before
