"""The indexes, and what is found in them beside lists."""

from uuid import uuid4

import pytest

from sorbo_adapters.mongo.catalogue import MongoFormations, MongoSessions
from sorbo_adapters.mongo.indexes import INDEXES, ensure_indexes, index_states
from sorbo_adapters.mongo.integrations import WAITING, MongoDeliveries
from sorbo_adapters.mongo.newsletter.abonnes import MongoAbonnes, reading
from sorbo_adapters.mongo.newsletter.envois import MongoEnvois, tally_of, untried_of
from sorbo_adapters.mongo.newsletter.infolettres import MongoInfolettres
from sorbo_adapters.mongo.notifications.notifications import (
    MongoNotifications,
    told_on_the_day_of,
    unread_by,
    waiting_before,
)
from sorbo_adapters.mongo.notifications.recipients import active_with
from sorbo_adapters.mongo.publication.entries import VERSIONS, either, mentioning
from sorbo_adapters.mongo.recruitment.candidatures import MongoCandidatures, counting
from sorbo_adapters.mongo.reviews.avis import MongoReviews, rating
from sorbo_adapters.mongo.store.client import Database, Document, connect, database_of
from sorbo_adapters.mongo.store.queries import condition_of, order_of
from sorbo_core.catalogue.session import upcoming
from sorbo_core.contact.newsletter.envoi import Envoi
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.reviews.avis import AvisState, Reviewed
from sorbo_core.shared.actor import Permission
from support.build import NOW, TODAY, abonne, avis, confirmed_abonne, delivery, later
from support.commands.plans import stages
from support.notifications import some_notification
from support.recruitment import candidature

MANY = 150


async def plan(database: Database, collection: str, find: Document) -> set[str]:
    """Return the stages that MongoDB means to run."""
    command = {"find": collection, "limit": 6, **find}
    told = await database.command("explain", command, verbosity="queryPlanner")
    return stages(told["queryPlanner"]["winningPlan"])


async def test_issues_that_are_due_are_found_in_the_order_of_an_index(database: Database) -> None:
    planned = {"state": {"$eq": "planifiee"}, "send_at": {"$lte": NOW}}
    find = {"filter": planned, "sort": {"send_at": 1, "_id": 1}}
    assert await plan(database, MongoInfolettres.name, find) == {"LIMIT", "FETCH", "IXSCAN"}


async def test_the_readers_of_an_issue_are_found_in_the_order_of_an_index(database: Database) -> None:
    abonnes = MongoAbonnes(database)
    for n in range(MANY):
        some = confirmed_abonne(n) if n % 3 else abonne()
        await abonnes.add(some)
    find = {"filter": reading((Rubrique.EMPLOIS, Rubrique.LOGICIELS), "id"), "sort": {"_id": 1}}
    used = await plan(database, abonnes.name, find)
    assert "IXSCAN" in used
    assert not used & {"SORT", "COLLSCAN"}


async def test_the_sendings_of_an_issue_are_found_and_counted_in_an_index(database: Database) -> None:
    envois = MongoEnvois(database)
    await envois.add_missing([Envoi.queued(f"i{n % 3}", f"a{n}", at=NOW) for n in range(MANY)])
    assert "IXSCAN" in await plan(database, envois.name, {"filter": untried_of("i1")})
    count = {"aggregate": envois.name, "pipeline": tally_of("i1"), "cursor": {}}
    told = await database.command("explain", count, verbosity="queryPlanner")
    used = stages(told["queryPlanner"]["winningPlan"]["queryPlan"])
    assert "IXSCAN" in used
    assert not used & {"FETCH", "COLLSCAN"}


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


@pytest.mark.parametrize("ids", [["f1", "f2"], None], ids=["some", "all"])
async def test_ratings_are_added_up_from_an_index_alone(database: Database, ids: list[str] | None) -> None:
    reviews = MongoReviews(database)
    for n in range(MANY):
        given = avis(entry_id=f"f{n % 5}", stars=n % 5 + 1)
        await reviews.add(given.decide(AvisState.APPROUVE, by="c1", at=NOW) if n % 4 else given)
    pipeline = rating(Reviewed.FORMATION, ids)
    count = {"aggregate": reviews.name, "pipeline": pipeline, "cursor": {}}
    told = await database.command("explain", count, verbosity="queryPlanner")
    used = stages(told["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in used
    assert not used & {"FETCH", "COLLSCAN"}


@pytest.mark.parametrize(
    ("collection", "condition"),
    [
        (MongoFormations.name, mentioning(["a", "b"])),
        (VERSIONS, mentioning(["a", "b"], versions_of=MongoFormations.name)),
    ],
)
async def test_what_mentions_a_file_is_found_in_an_index(
    database: Database, collection: str, condition: Document
) -> None:
    await database[collection].insert_many(
        [{"_id": f"formations/{n}", "slugs": [f"{n}"], "uploads": ["a"] * (n == 1)} for n in range(MANY)]
    )
    command = {"distinct": collection, "key": "uploads", "query": condition}
    told = await database.command("explain", command, verbosity="queryPlanner")
    used = stages(told["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in used
    assert "COLLSCAN" not in used


async def test_an_entry_is_found_by_slug_or_id_from_indexes(database: Database) -> None:
    used = await plan(database, MongoFormations.name, {"filter": either("covadis")})
    assert "IXSCAN" in used
    assert "COLLSCAN" not in used


async def test_all_upcoming_sessions_are_found_in_the_order_of_an_index(database: Database) -> None:
    query = upcoming(since=TODAY, most=5)
    find = {"filter": condition_of(query), "sort": dict(order_of(query))}
    assert not await plan(database, MongoSessions.name, find) & {"SORT", "COLLSCAN"}


async def test_who_can_be_told_is_found_by_an_index(database: Database) -> None:
    used = await plan(database, "comptes", {"filter": active_with(Permission.READ_DEMANDES)})
    assert "IXSCAN" in used
    assert "COLLSCAN" not in used


async def test_the_delivery_that_is_due_is_found_in_the_order_of_an_index(database: Database) -> None:
    find = {"filter": {"state": "pending", "due_at": {"$lte": NOW}}, "sort": {"due_at": 1}}
    assert await plan(database, MongoDeliveries.name, find) == {"LIMIT", "FETCH", "IXSCAN"}


@pytest.mark.parametrize(
    "collection",
    [
        "formations",
        "sessions",
        "logiciels",
        "avis",
        "projets",
        "actualites",
        "publications",
        "demandes",
        "emplois",
        "candidatures",
        "abonnes",
        "infolettres",
        "envois",
        "comptes",
        "access_links",
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
