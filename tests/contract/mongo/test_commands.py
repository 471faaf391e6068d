"""What is noticed of the commands that the product sends."""

from collections.abc import Iterator
from typing import Any

import pytest
from bson import Regex

from sorbo_adapters.mongo.catalogue import MongoFormations
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.shared.query import Filter, ListQuery, Op, Sort
from support.commands.acting import acting
from support.commands.plans import unserved
from support.commands.questions import questions_of
from support.commands.recorder import RECORDER, Asked

Json = dict[str, Any]


@pytest.fixture
def asked() -> Iterator[dict[str, Asked]]:
    """What is recorded in a test; it is not held against the product."""
    before = dict(RECORDER.asked)
    RECORDER.asked.clear()
    yield RECORDER.asked
    RECORDER.asked.clear()
    RECORDER.asked.update(before)


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        (
            ListQuery(filters=(Filter("details.location", Op.EQ, "x"),), sort=(Sort("updated_at"),)),
            "reads the whole collection",
        ),
        (
            ListQuery(filters=(Filter("source.key", Op.EQ, "x"),), sort=(Sort("updated_at"),)),
            "sorts what it has found",
        ),
        (ListQuery(filters=(Filter("status", Op.EQ, "publie"),), sort=(Sort("title_key"),)), ""),
    ],
)
async def test_a_question_without_an_index_is_told_with_its_shape_and_its_test(
    database: Database, mongo_url: str, asked: dict[str, Asked], query: ListQuery, fault: str
) -> None:
    await MongoFormations(database).list(query)
    told = await unserved(mongo_url, asked.values())
    assert [each.partition(":")[0] for each in told] == ([fault] if fault else [])
    for each in told:
        assert "formations {$and: " in each
        assert "MongoCollection.list" in each
        assert "test_commands.py::test_a_question_without_an_index" in each


async def test_what_tests_ask_for_themselves_is_not_recorded(
    database: Database, asked: dict[str, Asked]
) -> None:
    await database["formations"].find_one({"details.location": "x"})
    assert asked == {}


async def test_questions_of_one_shape_are_recorded_once(database: Database, asked: dict[str, Asked]) -> None:
    for slug in ("a", "b"):
        await MongoFormations(database).by_source(slug)
    assert list(asked) == ["formations {source.key: {$eq: str}, gone: {$eq: NoneType}}"]


@pytest.mark.parametrize(
    ("command", "questions"),
    [
        ({"find": "a", "filter": {"x": 1}, "sort": {"y": -1}}, ["a {x: int} sorted by {y: -1}"]),
        (
            {"update": "a", "updates": [{"q": {"x": 1}, "u": []}, {"q": {"y": 1}}]},
            ["a {x: int}", "a {y: int}"],
        ),
        ({"delete": "a", "deletes": [{"q": {"x": {"$in": ["1", "2"]}}}]}, ["a {x: {$in: list}}"]),
        ({"findAndModify": "a", "query": {"x": 1}, "sort": {"y": 1}}, ["a {x: int} sorted by {y: 1}"]),
        ({"distinct": "a", "key": "k", "query": {"x": True}}, ["a {x: bool}"]),
        ({"count": "a"}, []),
        ({"aggregate": "a", "pipeline": [{"$indexStats": {}}]}, []),
        ({"insert": "a", "documents": [{}]}, []),
        (
            {
                "aggregate": "a",
                "pipeline": [
                    {"$match": {"x": 1}},
                    {"$sort": {"y": 1}},
                    {"$unionWith": {"coll": "b", "pipeline": [{"$match": {"z": 1}}]}},
                    {"$lookup": {"from": "c", "as": "d", "pipeline": [{"$match": {"w": 1}}]}},
                ],
            },
            ["a {x: int} sorted by {y: 1}", "b {z: int}", "c {w: int}"],
        ),
    ],
)
def test_every_command_is_a_question_without_its_values(command: Json, questions: list[str]) -> None:
    assert [str(each) for each in questions_of(command)] == questions


@pytest.mark.parametrize(
    "command",
    [
        {"find": "a", "filter": {"mark": 1}},
        {"find": "a", "filter": {"$and": [{"x": {"$mark": 1}}]}},
        {"find": "a", "filter": {"x": {"$regex": "^mark"}}},
        {"find": "a", "filter": {"x": {"$eq": Regex("mark")}}},
        {"find": "a", "filter": {"$where": "this.x == 'mark'"}},
        {"find": "a", "filter": {"$expr": {"$eq": ["$x", "mark"]}}},
        {"find": "a", "sort": {"mark": 1}},
        {"find": "a", "projection": {"x.mark": 1}},
        {"distinct": "a", "key": "mark"},
        {"update": "a", "updates": [{"q": {}, "u": {"$set": {"mark.b": 1}}}]},
        {"update": "a", "updates": [{"q": {}, "u": [{"$set": {"x": "$mark"}}]}]},
        {"aggregate": "a", "pipeline": [{"$project": {"x": "$mark"}}]},
        {"insert": "a", "documents": [{"x": {"mark": 1}}]},
    ],
)
def test_a_marker_that_acts_is_found(command: Json) -> None:
    assert len(acting(command, "mark")) == 1


@pytest.mark.parametrize(
    "command",
    [
        {"find": "a", "filter": {"x": {"$eq": "$mark"}, "y": {"$in": ["mark.b"]}}},
        {"insert": "a", "documents": [{"x": "$mark"}]},
        {"update": "a", "updates": [{"q": {"_id": "mark"}, "u": {"$set": {"x": "$mark"}}}]},
        {"update": "a", "updates": [{"q": {}, "u": [{"$set": {"x": {"$literal": "$mark"}}}]}]},
        {"aggregate": "a", "pipeline": [{"$match": {"x": {"$eq": "$mark"}}}]},
    ],
)
def test_a_marker_that_is_a_plain_value_is_let_be(command: Json) -> None:
    assert acting(command, "mark") == []
