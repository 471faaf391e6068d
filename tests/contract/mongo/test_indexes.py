"""What `explain` says of every list that the resources offer."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from sorbo_adapters.mongo.catalogue import MongoFormations, MongoSessions
from sorbo_adapters.mongo.contact import MongoDemandes
from sorbo_adapters.mongo.indexes import INDEXES, ensure_indexes, index_states
from sorbo_adapters.mongo.integrations import WAITING, MongoDeliveries, MongoWebhooks
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
from sorbo_adapters.mongo.store.client import Database, Document, connect, database_of
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.queries import condition_of, order_of
from sorbo_core.catalogue.formation import FORMATIONS, Category, Formation
from sorbo_core.catalogue.level import Level
from sorbo_core.catalogue.session import SESSIONS, Session
from sorbo_core.contact.demande import DEMANDES, Demande, DemandeState, Subject
from sorbo_core.contact.newsletter.abonne import ABONNES, Abonne, AbonneState
from sorbo_core.contact.newsletter.envoi import Envoi
from sorbo_core.contact.newsletter.infolettre import INFOLETTRES, InfolettreState
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.integrations.delivery import DELIVERIES, DeliveryState
from sorbo_core.integrations.endpoint import WEBHOOKS, WebhookState
from sorbo_core.notifications.notification import NOTIFICATIONS, Notification, ReadState
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.money import Money
from sorbo_core.shared.publication import Status
from sorbo_core.shared.query import Field, Filter, Listing, ListQuery, Op
from support.build import (
    NOW,
    TODAY,
    abonne,
    delivery,
    demande,
    formation,
    infolettre,
    later,
    session,
    webhook,
)
from support.notifications import notification

MANY = 150
Values = Mapping[str, Any]

CATEGORIES = ("Génie civil", "BIM", "Gestion de projet")
FORMATION_VALUES: Values = {"category": "bim", "level": Level.AVANCE, "price": 800, "status": Status.PUBLIE}
SESSION_VALUES: Values = {"formationId": "f1", "start": TODAY.isoformat(), "status": Status.PUBLIE}
DEMANDE_VALUES: Values = {
    "state": DemandeState.NOUVEAU,
    "subject": Subject.LOGICIEL,
    "assigneeId": "c1",
    "createdAt": later(minutes=40),
}

ABONNE_VALUES: Values = {
    "state": AbonneState.CONFIRME,
    "category": Rubrique.EMPLOIS,
    "createdAt": later(minutes=40),
}
INFOLETTRE_VALUES: Values = {"state": InfolettreState.PLANIFIEE, "createdAt": later(minutes=40)}
WEBHOOK_VALUES: Values = {"state": WebhookState.ACTIVE}
DELIVERY_VALUES: Values = {
    "state": DeliveryState.FAILED,
    "type": "demande.received",
    "createdAt": later(minutes=40),
}


def some_formation(n: int) -> Formation:
    draft = formation(
        title=f"Titre {n % 40}",
        category=Category.named(CATEGORIES[n % 3]),
        levels=tuple(Level)[n % 3 :],
        price=Money(n % 16 * 100) if n % 7 else None,
    )
    return draft.publish(at=later(minutes=n // 2)) if n % 4 else draft


def some_session(n: int) -> Session:
    draft = session(formation_id=f"f{n % 5}", start=TODAY + timedelta(days=n % 50 - 10))
    return draft.publish(at=later()) if n % 4 else draft


def some_demande(n: int) -> Demande:
    asked = demande(at=later(minutes=n // 2), subject=list(Subject)[n % 6])
    taken = asked.assign(f"c{n % 3}", at=later(days=1)) if n % 4 else asked
    return taken.move(DemandeState.TRAITE, at=later(days=1)) if n % 3 else taken


def some_abonne(n: int) -> Abonne:
    asked = abonne(at=later(minutes=n // 2), categories=tuple(Rubrique)[n % 4 :])
    return asked.prove_wish(1, "p").confirm("p", at=later(minutes=n)) if n % 3 else asked


def some_notification(n: int) -> Notification:
    told = notification(f"c{n % 5}", at=later(minutes=n // 2), in_app=n % 7 > 0)
    mailed = told.mailed(at=later(days=1)) if n % 3 else told
    return mailed.read(at=later(days=1)) if n % 4 else mailed


def conditions(field: Field, value: Any) -> Iterator[tuple[Filter, ...]]:
    """Yield the conditions that a list may have on a field: none, each comparison, a range."""
    yield ()
    for op in field.ops:
        yield (Filter(field.path, op, (value, "autre") if op is Op.IN else value),)
    if {Op.GTE, Op.LTE} <= set(field.ops):
        yield (Filter(field.path, Op.GTE, value), Filter(field.path, Op.LTE, value))


def shapes(listing: Listing, values: Values, *always: Filter) -> Iterator[ListQuery]:
    """Yield a question of every shape that a listing offers, each with some filters more."""
    for sort in listing.sorts.values():
        for chosen in product(*(conditions(field, values[field.name]) for field in listing.fields)):
            yield ListQuery(sort=sort, filters=sum(chosen, always), limit=5)


def stages(plan: Document) -> set[str]:
    """Return the names of the stages of a plan."""
    inner = [*plan.get("inputStages", ()), *(plan[name] for name in ("inputStage",) if name in plan)]
    return {plan["stage"]}.union(*map(stages, inner))


async def plan(database: Database, collection: str, find: Document) -> set[str]:
    """Return the stages that MongoDB means to run."""
    command = {"find": collection, "limit": 6, **find}
    told = await database.command("explain", command, verbosity="queryPlanner")
    return stages(told["queryPlanner"]["winningPlan"])


async def unserved(
    repository: MongoCollection[Any],
    database: Database,
    listing: Listing,
    values: Values,
    *always: Filter,
) -> list[str]:
    """Return the lists that are not read in the order of an index, on the first page or later.

    Where few have the price, MongoDB may prefer to find these and to sort them. It has to be its
    choice, though: the order of an index must serve there as well.
    """
    wrong = []
    for query in shapes(listing, values, *always):
        second = msgspec.structs.replace(query, after=(await repository.list(query)).next)
        by_price = any(each.path == "details.price.amount" for each in query.filters)
        for page in (query, second):
            find = {"filter": condition_of(page), "sort": dict(order_of(page))}
            if by_price:
                find["hint"] = {**dict.fromkeys((key.path for key in query.sort), 1), "_id": 1}
            used = await plan(database, repository.name, find)
            if "IXSCAN" not in used or used & {"SORT", "COLLSCAN"}:
                wrong.append(f"{page}: {sorted(used)}")
    return wrong


async def test_every_list_of_formations_is_read_in_the_order_of_an_index(database: Database) -> None:
    formations = MongoFormations(database)
    for n in range(MANY):
        await formations.add(some_formation(n))
    assert await unserved(formations, database, FORMATIONS, FORMATION_VALUES) == []


async def test_every_list_of_sessions_is_read_in_the_order_of_an_index(database: Database) -> None:
    sessions = MongoSessions(database)
    for n in range(MANY):
        await sessions.add(some_session(n))
    assert await unserved(sessions, database, SESSIONS, SESSION_VALUES) == []


async def test_every_list_of_requests_is_read_in_the_order_of_an_index(database: Database) -> None:
    demandes = MongoDemandes(database)
    for n in range(MANY):
        await demandes.add(some_demande(n))
    assert await unserved(demandes, database, DEMANDES, DEMANDE_VALUES) == []


async def test_every_list_of_subscribers_is_read_in_the_order_of_an_index(database: Database) -> None:
    abonnes = MongoAbonnes(database)
    for n in range(MANY):
        await abonnes.add(some_abonne(n))
    assert await unserved(abonnes, database, ABONNES, ABONNE_VALUES) == []


async def test_every_list_of_issues_is_read_in_the_order_of_an_index(database: Database) -> None:
    infolettres = MongoInfolettres(database)
    for n in range(MANY):
        draft = infolettre(at=later(minutes=n // 2))
        await infolettres.add(draft.schedule(later(days=n + 1), at=NOW) if n % 3 else draft)
    assert await unserved(infolettres, database, INFOLETTRES, INFOLETTRE_VALUES) == []
    planned = {"state": {"$eq": "planifiee"}, "send_at": {"$lte": NOW}}
    find = {"filter": planned, "sort": {"send_at": 1, "_id": 1}}
    assert await plan(database, infolettres.name, find) == {"LIMIT", "FETCH", "IXSCAN"}


async def test_the_readers_of_an_issue_are_found_in_the_order_of_an_index(database: Database) -> None:
    abonnes = MongoAbonnes(database)
    for n in range(MANY):
        await abonnes.add(some_abonne(n))
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


async def test_every_list_of_notifications_is_read_in_the_order_of_an_index(database: Database) -> None:
    notifications = MongoNotifications(database)
    for n in range(MANY):
        await notifications.add(some_notification(n))
    for query in shapes(NOTIFICATIONS, {"state": ReadState.UNREAD}):
        mine = query.where(Filter("recipient_id", Op.EQ, "c1"), Filter("in_app", Op.EQ, value=True))
        for page in (mine, msgspec.structs.replace(mine, after=(await notifications.list(mine)).next)):
            find = {"filter": condition_of(page), "sort": dict(order_of(page))}
            assert await plan(database, notifications.name, find) == {"LIMIT", "FETCH", "IXSCAN"}


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
    used = stages(told["queryPlanner"]["winningPlan"]["queryPlan"])
    assert "IXSCAN" in used
    assert not used & {"FETCH", "COLLSCAN"}


async def test_who_can_be_told_is_found_in_the_order_of_an_index(database: Database) -> None:
    find = {"filter": active_with(Permission.READ_DEMANDES), "sort": {"_id": 1}}
    used = await plan(database, "comptes", find)
    assert "IXSCAN" in used
    assert not used & {"SORT", "COLLSCAN"}


async def test_every_list_of_webhooks_is_read_in_the_order_of_an_index(database: Database) -> None:
    webhooks = MongoWebhooks(database)
    for n in range(MANY):
        await webhooks.add(webhook(at=later(minutes=n // 2)))
    assert await unserved(webhooks, database, WEBHOOKS, WEBHOOK_VALUES) == []


async def test_every_list_of_deliveries_is_read_in_the_order_of_an_index(database: Database) -> None:
    deliveries = MongoDeliveries(database)
    for n in range(MANY):
        queued = delivery(endpoint_id=f"hook-{n % 3}", at=later(minutes=n // 2))
        await deliveries.add(queued if n % 4 else queued.give_up(at=NOW))
    of_one = Filter("endpoint_id", Op.EQ, "hook-1")
    assert await unserved(deliveries, database, DELIVERIES, DELIVERY_VALUES, of_one) == []


async def test_the_delivery_that_is_due_is_found_in_the_order_of_an_index(database: Database) -> None:
    find = {"filter": {"state": "pending", "due_at": {"$lte": NOW}}, "sort": {"due_at": 1}}
    assert await plan(database, MongoDeliveries.name, find) == {"LIMIT", "FETCH", "IXSCAN"}


async def test_a_filter_by_price_never_reads_the_whole_collection(database: Database) -> None:
    formations = MongoFormations(database)
    for n in range(MANY):
        await formations.add(some_formation(n))
    dear = Filter("details.price.amount", Op.GTE, 1400)
    for sort in FORMATIONS.sorts.values():
        query = ListQuery(sort=sort, filters=(dear,))
        find = {"filter": condition_of(query), "sort": dict(order_of(query))}
        assert "COLLSCAN" not in await plan(database, formations.name, find)


@pytest.mark.parametrize(
    "collection",
    [
        "formations",
        "sessions",
        "demandes",
        "abonnes",
        "infolettres",
        "envois",
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
