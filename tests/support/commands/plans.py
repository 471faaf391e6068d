"""What MongoDB would do to answer a question: from an index, in its order, or by reading everything."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from sorbo_adapters.mongo.indexes import ensure_indexes
from sorbo_adapters.mongo.store.client import Database, connect, database_of
from support.commands.questions import Question
from support.commands.recorder import Asked

Json = dict[str, Any]

SCRATCH = "scratch"
"""A collection of tests' own."""

EXCEPTIONS: dict[str, str] = {}
"""Functions of the product whose questions need no index, and why."""


async def unserved(url: str, asked: Iterable[Asked]) -> list[str]:
    """Return the questions that no index answers, each with who asked it and in which test."""
    async with connect(url) as client:
        database = database_of(client, f"plans_{uuid4().hex}")
        await ensure_indexes(database)
        told = [await _judged(database, each) for each in asked if each.question.collection != SCRATCH]
        await client.drop_database(database)
    return [each for each in told if each]


async def fault_of(database: Database, question: Question) -> str:
    """Return what is wrong with the way a question is answered; empty where an index serves it.

    Over few documents MongoDB may choose to sort what it finds. It has to be its choice, though:
    there must be a plan that reads them in order.
    """
    command = {"find": question.collection, "filter": question.condition, "sort": question.sort}
    told = await database.command("explain", command, verbosity="queryPlanner")
    planner = told["queryPlanner"]
    if "COLLSCAN" in stages(planner["winningPlan"]):
        return "reads the whole collection"
    plans = [planner["winningPlan"], *planner["rejectedPlans"]]
    if all("SORT" in stages(plan) for plan in plans):
        return "sorts what it has found"
    return ""


async def _judged(database: Database, asked: Asked) -> str:
    fault = await fault_of(database, asked.question)
    if not fault or any(asked.by.endswith(name) for name in EXCEPTIONS):
        return ""
    return f"{fault}: {asked.question}\n    asked by {asked.by}, in {asked.test}"


def stages(plan: Json) -> set[str]:
    """Return the names of the stages of a plan."""
    return set(_stages(plan.get("queryPlan", plan)))


def _stages(plan: Json) -> Iterator[str]:
    yield plan["stage"]
    for inner in (*plan.get("inputStages", ()), *(plan[key] for key in ("inputStage",) if key in plan)):
        yield from _stages(inner)
