"""What `explain` says of searches and statistics."""

from typing import Any

import pytest

from sorbo_adapters.mongo.contact import MongoDemandes
from sorbo_adapters.mongo.insight.buckets import bucketing
from sorbo_adapters.mongo.insight.search import MongoSearchIndex, having, pipelines
from sorbo_adapters.mongo.recruitment.candidatures import MongoCandidatures
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.queries import condition_of, order_of
from sorbo_core.contact.demande import DemandeState, Subject
from sorbo_core.insight.search.question import Question, Wanted
from sorbo_core.recruitment.candidature import CANDIDATURES
from sorbo_core.shared.figures.period import Period
from sorbo_core.shared.query import ListQuery, Op
from support.build import NOW, TODAY, demande, later
from support.commands.plans import stages
from support.recruitment import candidature
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


async def test_a_word_that_few_candidatures_have_is_found_without_reading_the_others(
    database: Database,
) -> None:
    candidatures = MongoCandidatures(database)
    for n in range(MANY):
        text = "Six ans de Covadis" if n == 1 else "Six ans de route"
        await candidatures.add(candidature(motivation=text, at=later(minutes=n)))
    field = CANDIDATURES.field("q")
    assert field is not None
    assert field.words is not None
    words = field.condition(Op.ALL, field.words("ans covadis"))
    query = ListQuery(filters=(words,), sort=CANDIDATURES.sorts[CANDIDATURES.default_sort])
    command = {
        "find": candidatures.name,
        "filter": condition_of(query),
        "sort": dict(order_of(query)),
        "limit": query.limit,
    }
    told = await database.command("explain", command, verbosity="executionStats")
    # As many as have the word that comes first among those that are asked, at the most.
    assert told["executionStats"]["totalDocsExamined"] <= query.limit
    assert "SORT" not in stages(told["queryPlanner"]["winningPlan"])


async def test_only_the_demandes_of_the_period_are_looked_at(database: Database) -> None:
    demandes = MongoDemandes(database)
    for n in range(50):
        await demandes.add(demande(at=later(days=n), subject=tuple(Subject)[n % 6]))
    values = {"state": tuple(DemandeState), "subject": tuple(Subject)}
    pipeline = bucketing(values, Period(first=TODAY, last=NOW.date()))
    done = await stats(database, pipeline, of=demandes.name)
    assert done["totalDocsExamined"] <= 1
    assert "COLLSCAN" not in done["plan"]
