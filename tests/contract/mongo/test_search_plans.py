"""What `explain` says of searches and statistics."""

from typing import Any

import pytest

from sorbo_adapters.mongo.contact import MongoDemandes
from sorbo_adapters.mongo.insight.buckets import bucketing
from sorbo_adapters.mongo.insight.search import MongoSearchIndex, having, pipelines
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.contact.demande import DemandeState, Subject
from sorbo_core.insight.search.question import Question, Wanted
from sorbo_core.shared.figures.period import Period
from support.build import NOW, TODAY, demande, later
from support.search import KINDS, record

MANY = 400
MOST = 20


@pytest.fixture
async def index(database: Database) -> MongoSearchIndex:
    """An index in which every record has the same words, in its title and in its text."""
    index = MongoSearchIndex(database)
    for n in range(MANY):
        title = "Formation béton" if n % 2 else "Formation bétonnage"
        await index.keep(record(title, kind=KINDS[n % 2], at=later(minutes=n)))
    return index


async def stats(
    database: Database, pipeline: list[Any], *, of: str = MongoSearchIndex.name
) -> dict[str, Any]:
    """Return what MongoDB did to answer, summed up."""
    command = {"aggregate": of, "pipeline": pipeline, "cursor": {}}
    told = await database.command("explain", command, verbosity="executionStats")
    done = told["stages"][0]["$cursor"] if "stages" in told else told
    return {**done["executionStats"], "plan": str(done["queryPlanner"]["winningPlan"])}


@pytest.mark.parametrize("text", ["formation ", "formation beton ", "formation", "formation bet"])
async def test_however_many_things_match_few_of_them_are_read(
    database: Database, index: MongoSearchIndex, text: str
) -> None:
    question = Question.asked(text, kinds=KINDS)
    assert await index.candidates(question, most=MOST)
    for pipeline in pipelines(question, question.words[0], most=MOST, is_rare=False):
        done = await stats(database, pipeline)
        assert done["totalDocsExamined"] <= MOST + len(KINDS)
        assert done["totalKeysExamined"] <= 3 * MOST
        assert "'stage': 'SORT'" not in done["plan"]


@pytest.mark.usefixtures("index")
async def test_counting_a_word_stops_in_time(database: Database) -> None:
    condition = having(Wanted("formation"), "terms.all", KINDS)
    counting = [{"$match": condition}, {"$limit": MOST}, {"$group": {"_id": 1, "n": {"$sum": 1}}}]
    assert (await stats(database, counting))["totalKeysExamined"] <= MOST + len(KINDS)


async def test_only_the_demandes_of_the_period_are_looked_at(database: Database) -> None:
    demandes = MongoDemandes(database)
    for n in range(50):
        await demandes.add(demande(at=later(days=n), subject=tuple(Subject)[n % 6]))
    values = {"state": tuple(DemandeState), "subject": tuple(Subject)}
    pipeline = bucketing(values, Period(first=TODAY, last=NOW.date()))
    done = await stats(database, pipeline, of=demandes.name)
    assert done["totalDocsExamined"] <= 1
    assert "COLLSCAN" not in done["plan"]
