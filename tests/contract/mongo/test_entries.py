"""What only MongoDB has of entries: which indexes serve them, and what a death in between leaves."""

import pytest

from sorbo_adapters.mongo.catalogue import MongoFormations
from sorbo_adapters.mongo.publication.entries import VERSIONS
from sorbo_adapters.mongo.store.client import Database, Document
from sorbo_core.catalogue.formation import Formation
from support.build import NOW, formation, later

SORTED = {"LIMIT", "FETCH", "IXSCAN"}


@pytest.fixture
async def formations(database: Database) -> MongoFormations:
    formations = MongoFormations(database)
    for n in range(60):
        draft = formation(id=f"f-{n:02d}")
        planned = draft.schedule(later(minutes=n + 1), at=NOW) if n % 3 else draft
        await formations.add(planned)
        await formations.update(planned.id, lambda current: current.revise(at=NOW, title="Métré"))
    return formations


def stages(plan: Document) -> set[str]:
    """Return the names of the stages of a plan."""
    inner = plan.get("inputStage")
    return {plan["stage"]} | (stages(inner) if inner else set())


async def used(database: Database, collection: str, find: Document) -> set[str]:
    """Return the stages that MongoDB means to run."""
    command = {"find": collection, "limit": 6, **find}
    told = await database.command("explain", command, verbosity="queryPlanner")
    return stages(told["queryPlanner"]["winningPlan"])


@pytest.mark.usefixtures("formations")
async def test_what_is_due_is_found_in_the_order_of_an_index(database: Database) -> None:
    due = {"$and": [{"status": {"$eq": "planifie"}}, {"publish_at": {"$lte": later(hours=1)}}]}
    find = {"filter": due, "sort": {"publish_at": 1, "_id": 1}}
    assert await used(database, "formations", find) == SORTED


@pytest.mark.usefixtures("formations")
async def test_an_entry_is_found_by_its_slugs_in_an_index(database: Database) -> None:
    assert await used(database, "formations", {"filter": {"slugs": {"$eq": "metre"}}}) == SORTED


@pytest.mark.usefixtures("formations")
async def test_versions_are_a_range_of_ids(database: Database) -> None:
    ids = {"_id": {"$gte": "formations/f-01/0000000000", "$lt": "formations/f-01/0000000009"}}
    assert await used(database, VERSIONS, {"filter": ids, "sort": {"_id": -1}}) == SORTED


async def test_a_process_that_dies_before_the_change_leaves_no_trace(formations: MongoFormations) -> None:
    before = await formations.get("f-01")
    await formations._keep(before)
    assert [each.version for each in await formations.versions("f-01", limit=9)] == [2, 1]
    after = await formations.update("f-01", lambda current: current.revise(at=NOW, title="Devis"))
    assert list(await formations.versions("f-01", limit=2)) == [after, before]


async def test_a_version_holds_no_events_that_wait(formations: MongoFormations, database: Database) -> None:
    document = await database[VERSIONS].find_one({"_id": "formations/f-01/0000000001"})
    assert document is not None
    assert not {"outbox", "events", "id"} & document.keys()
    assert isinstance(await formations.version("f-01", 1), Formation)
