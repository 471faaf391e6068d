"""What the search index promises, on memory and on MongoDB."""

import asyncio

import msgspec
import pytest

from sorbo_adapters.memory.insight.search import MemoryRebuilds, MemorySearchIndex
from sorbo_adapters.mongo.insight.rebuilds import MongoRebuilds
from sorbo_adapters.mongo.insight.search import COUNTS, MongoSearchIndex
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.catalogue.formation import Category
from sorbo_core.insight.ports import Rebuilds, SearchIndex
from sorbo_core.insight.search.question import Question
from sorbo_core.insight.search.record import Record, Terms
from sorbo_core.insight.use_cases.search import Search
from support.build import formation, later
from support.search import KINDS, record

MOST = 5


async def found(index: SearchIndex, text: str, *, kinds: tuple[str, ...] = KINDS) -> set[str]:
    question = Question.asked(text, kinds=kinds)
    return {each.id for each in await index.candidates(question, most=MOST)}


async def titles(index: SearchIndex, text: str) -> list[str]:
    every = await Search(index=index, kinds=KINDS)(text=text)
    return ["".join(segment.text for segment in each.title) for each in every]


class SearchIndexContract:
    async def test_what_is_kept_comes_back_without_its_terms(self, index: SearchIndex) -> None:
        kept = record("Covadis")
        await index.keep(kept)
        assert await index.records([kept.id, "formation:nothing"]) == {
            kept.id: msgspec.structs.replace(kept, terms=Terms())
        }

    async def test_all_words_have_to_be_there_wherever_they_are(self, index: SearchIndex) -> None:
        both = record("Route", category=Category.named("Béton"), description="Levé.")
        one = record("Route", category=Category.named("Acier"))
        await index.keep(both)
        await index.keep(one)
        assert await found(index, "route ") == {both.id, one.id}
        assert await found(index, "beton route leve ") == {both.id}
        assert await found(index, "route bois ") == set()

    @pytest.mark.parametrize("text", ["Études", "etude", "ÉTUDE", "l'étude", "e\u0301tudes ", "étu"])
    async def test_how_a_word_is_written_does_not_matter(self, index: SearchIndex, text: str) -> None:
        kept = record("L’étude de l’œuvre")
        await index.keep(kept)
        assert await found(index, text) == await found(index, "oeuvre ") == {kept.id}

    async def test_only_the_last_word_may_be_a_beginning(self, index: SearchIndex) -> None:
        kept = record("Topographie routière")
        await index.keep(kept)
        assert await found(index, "topographie rout") == await found(index, "topo") == {kept.id}
        assert await found(index, "topo routiere") == await found(index, "topo ") == set()

    async def test_what_visitors_do_not_see_is_not_found(self, index: SearchIndex) -> None:
        draft = formation(title="Secret")
        shown = Record.of("formation", draft.publish(at=later()))
        await index.keep(Record.of("formation", draft))
        assert await found(index, "secret") == set()
        await index.keep(shown)
        assert await found(index, "secret") == {shown.id}
        archived = draft.publish(at=later()).archive(at=later(hours=1))
        await index.keep(Record.of("formation", archived))
        assert await found(index, "secret") == set()
        assert await index.records([shown.id]) == {}

    async def test_of_records_in_any_order_the_newest_stays(self, index: SearchIndex) -> None:
        first = msgspec.structs.replace(record("Ancien"), version=1)
        second = msgspec.structs.replace(record("Nouveau"), id=first.id, version=2)
        hidden = Record(id=first.id, kind="formation", version=3)
        await asyncio.gather(*(index.keep(each) for each in (second, first, second, first)))
        assert await found(index, "nouveau") == {first.id}
        assert await found(index, "ancien") == set()
        await index.keep(hidden)
        await index.keep(second)
        assert await found(index, "nouveau") == set()
        await index.keep(Record.gone("formation", first.entity_id))
        await index.keep(msgspec.structs.replace(second, version=99))
        assert await found(index, "nouveau") == set()

    async def test_things_of_other_kinds_are_left_out(self, index: SearchIndex) -> None:
        kept = [record("Pont", kind=kind) for kind in KINDS]
        for each in kept:
            await index.keep(each)
        assert await found(index, "pont", kinds=("projet",)) == {kept[1].id}

    async def test_what_visitors_see_is_counted_whatever_comes_twice_or_late(
        self, index: SearchIndex
    ) -> None:
        first, second = record("Un"), record("Deux")
        hidden = Record(id=first.id, kind=first.kind, version=first.version + 1)
        for each in (first, second, first, record("Pont", kind=KINDS[1])):
            await index.keep(each)
        assert dict(await index.count_shown()) == {first.kind: 2, KINDS[1]: 1}
        await asyncio.gather(*(index.keep(each) for each in (hidden, first, hidden, first)))
        assert (await index.count_shown())[first.kind] == 1
        await asyncio.gather(*(index.keep(record(f"Trois {n}")) for n in range(10)))
        assert (await index.count_shown())[first.kind] == 11

    async def test_of_many_those_with_the_word_in_the_title_then_the_latest_are_looked_at(
        self, index: SearchIndex
    ) -> None:
        in_text = [record("Autre", description="Du béton.", at=later(days=n)) for n in range(20)]
        in_title = [record("Béton", at=later(days=-n)) for n in range(3)]
        for each in (*in_text, *in_title):
            await index.keep(each)
        wanted = {each.id for each in in_title} | {each.id for each in in_text[-2:]}
        assert await found(index, "béton ") == wanted

    async def test_a_rare_word_is_found_among_any_number_of_common_ones(self, index: SearchIndex) -> None:
        rare = record("Formation drone", at=later(days=-100))
        for each in (rare, *(record("Formation", at=later(days=n)) for n in range(20))):
            await index.keep(each)
        assert await found(index, "formation drone ") == await found(index, "formation dro") == {rare.id}

    async def test_a_title_says_more_than_a_keyword_and_that_more_than_a_text(
        self, index: SearchIndex
    ) -> None:
        await index.keep(record("Texte", description="Sur les ponts.", at=later(days=3)))
        await index.keep(record("Filière", category=Category.named("Pont"), at=later(days=2)))
        await index.keep(record("Le pont suspendu", at=later(days=1)))
        await index.keep(record("Le pont"))
        assert await titles(index, "ponts") == ["Le pont", "Le pont suspendu", "Filière", "Texte"]

    @pytest.mark.parametrize(
        "text", ["$ne", "a.*", "{'$gt': ''}", "\\", "🙂", "\u202eروت", "…", "'", "%00", "x" * 200]
    )
    async def test_signs_find_nothing_and_do_nothing(self, index: SearchIndex, text: str) -> None:
        await index.keep(record("Formation"))
        assert await titles(index, text) == []


class RebuildsContract:
    async def test_what_was_reached_is_known_until_it_is_forgotten(self, rebuilds: Rebuilds) -> None:
        assert await rebuilds.reached("formation") is None
        await rebuilds.reach("formation", "a")
        await rebuilds.reach("formation", "b")
        await rebuilds.reach("projet", "c")
        assert await rebuilds.reached("formation") == "b"
        await rebuilds.reach("formation", None)
        await rebuilds.reach("formation", None)
        assert [await rebuilds.reached(kind) for kind in KINDS] == [None, "c"]


class TestMemorySearchIndex(SearchIndexContract):
    @pytest.fixture
    def index(self) -> SearchIndex:
        return MemorySearchIndex()


class TestMongoSearchIndex(SearchIndexContract):
    @pytest.fixture
    def index(self, database: Database) -> SearchIndex:
        return MongoSearchIndex(database)

    async def test_an_index_that_is_older_than_its_counts_is_counted_at_the_next_change(
        self, database: Database
    ) -> None:
        index = MongoSearchIndex(database)
        for _ in range(3):
            await index.keep(record("Ancien"))
        await database[COUNTS].delete_many({})
        await index.keep(record("Nouveau"))
        assert set((await index.count_shown()).values()) == {4}


class TestMemoryRebuilds(RebuildsContract):
    @pytest.fixture
    def rebuilds(self) -> Rebuilds:
        return MemoryRebuilds()


class TestMongoRebuilds(RebuildsContract):
    @pytest.fixture
    def rebuilds(self, database: Database) -> Rebuilds:
        return MongoRebuilds(database)
