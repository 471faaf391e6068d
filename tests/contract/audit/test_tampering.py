"""Somebody with the database changes the audit: it is found."""

from typing import Any

import pytest
import pytest_asyncio

from sorbo_adapters.mongo.store.client import Database
from sorbo_core.audit.record import AuditRecord
from support.auditing import Audited, mongo_audited

Document = dict[str, Any]
ORIGINS = {"origin.address": "198.51.100.1"}


def id_of(number: int) -> str:
    return f"{number:012d}"


@pytest_asyncio.fixture
async def audited(database: Database) -> Audited:
    """Five records."""
    audited = mongo_audited(database)
    await audited.assigned(5)
    assert await audited.sealer()() == 5
    assert await audited.faults() == []
    return audited


@pytest.mark.parametrize(
    "change",
    [
        {"by.id": "somebody-else"},
        {"by.role": "admin"},
        {"type": "demande.moved"},
        {"entity_id": "another"},
        {"request_id": "another"},
        {"changes.0.after": '"nobody"'},
        {"changes": []},
        {"commitment": "0" * 64},
        {"hash": "0" * 64},
        {"by": "no author any more"},
        ORIGINS,
    ],
    ids=str,
)
async def test_a_record_that_was_altered_is_found(
    audited: Audited, database: Database, change: Document
) -> None:
    await database["audit"].update_one({"_id": id_of(3)}, {"$set": change})
    assert ("altered", 3) in await audited.faults()


async def test_a_record_that_was_altered_and_hashed_anew_is_found(
    audited: Audited, database: Database
) -> None:
    await _rewrite(database, audited, 3)
    assert await audited.faults() == [("moved", 4)]
    await _rewrite(database, audited, 5)
    assert ("head_differs", 5) in await audited.faults()


@pytest.mark.parametrize("gone", [1, 3])
async def test_a_record_that_was_removed_is_found(audited: Audited, database: Database, gone: int) -> None:
    await database["audit"].delete_one({"_id": id_of(gone)})
    assert await audited.faults() == [("missing", gone)]


@pytest.mark.parametrize("left", [0, 3, 4])
async def test_a_tail_that_was_cut_off_is_found(audited: Audited, database: Database, left: int) -> None:
    await database["audit"].delete_many({"_id": {"$gt": id_of(left)}})
    assert await audited.faults() == [("missing", left + 1)]


async def test_a_tail_that_was_cut_off_with_a_head_made_to_fit_is_found(
    audited: Audited, database: Database
) -> None:
    await database["audit"].delete_many({"_id": {"$gt": id_of(3)}})
    last = (await audited.all())[-1]
    await database["audit_head"].update_one({}, {"$set": {"sequence": 3, "hash": last.hash}})
    assert await audited.faults() == [("head_forged", 3)]


async def test_a_former_head_put_back_is_found_by_the_one_that_was_kept_elsewhere(
    audited: Audited, database: Database
) -> None:
    former = await database["audit_head"].find_one({})
    await audited.assigned(2, id="another")
    await audited.sealer()()
    kept = await audited.records.head()
    await database["audit"].delete_many({"_id": {"$gt": id_of(5)}})
    assert former is not None
    await database["audit_head"].replace_one({}, former)
    assert await audited.faults(kept=kept) == [("not_as_kept", 7)]


async def test_a_head_that_was_deleted_is_found(audited: Audited, database: Database) -> None:
    await database["audit_head"].delete_many({})
    assert await audited.faults() == [("head_missing", 0)]


async def test_records_that_changed_places_are_found(audited: Audited, database: Database) -> None:
    second, fourth = [await database["audit"].find_one({"_id": id_of(number)}) for number in (2, 4)]
    assert second is not None
    assert fourth is not None
    await database["audit"].delete_many({"_id": {"$in": [id_of(2), id_of(4)]}})
    await database["audit"].insert_many([{**second, "_id": id_of(4)}, {**fourth, "_id": id_of(2)}])
    faults = await audited.faults()
    assert ("altered", 2) in faults
    assert ("altered", 4) in faults


async def test_a_record_that_was_slipped_in_is_found(audited: Audited, database: Database) -> None:
    third = await database["audit"].find_one({"_id": id_of(3)})
    assert third is not None
    await database["audit"].insert_one({**third, "_id": f"{id_of(3)}b", "event_id": "made up"})
    assert await audited.faults() != []


async def _rewrite(database: Database, audited: Audited, number: int) -> None:
    """Say something else in a record, and give it the hash that fits."""
    await database["audit"].update_one({"_id": id_of(number)}, {"$set": {"by.id": "somebody-else"}})
    record: AuditRecord = await audited.records.get(id_of(number))
    await database["audit"].update_one({"_id": id_of(number)}, {"$set": {"hash": record.digest()}})
