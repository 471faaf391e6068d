from datetime import datetime
from typing import Any

import msgspec
import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_adapters.mongo.catalogue import MongoFormations
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.catalogue.errors import FormationNotFound
from sorbo_core.catalogue.formation import FORMATIONS, Category, Formation
from sorbo_core.catalogue.level import Level
from sorbo_core.catalogue.ports import Formations
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.money import Currency, Money
from sorbo_core.shared.publication import Status
from sorbo_core.shared.publication.ports import Entries
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.query import Filter, ListQuery, Op, Scalar, Sort
from support.build import NOW, details, formation, later, published
from support.entries import EntriesContract
from support.paging import ids_in_order, walk
from support.repository import kept

SOURCE = Source(key="formation-12", digest="sha256:1f", aside='{"image.url": {"$ref": "1.png"}}')
FULL: dict[str, Any] = {
    "title": "Œuvres d'art : initiation à l'ingénierie 🏗",
    "description": "Première ligne.\nSeconde ligne.",
    "category": Category.named("Ouvrages d'art"),
    "type": "robot",
    "levels": tuple(Level),
    "price": Money(1_000_000_000_000, Currency.EUR),
    "duration": "40 heures",
    "schedule": "Le soir, $2 par page.point",
    "dates_text": "Chaque mois",
    "location": "$location",
    "objectives": ("Lire un plan", "Dimensionner une poutre"),
    "prerequisites": ("Aucun",),
}


class FormationsContract(EntriesContract[Formation]):
    missing = FormationNotFound

    @pytest.fixture
    def entries(self, formations: Formations) -> Entries[Formation]:
        return formations

    def drafted(self, *, slug: str, id: str | None = None, at: datetime = NOW) -> Formation:
        return formation(slug=slug, id=id, at=at)

    @pytest.mark.parametrize(
        "entity",
        [published(source=SOURCE, **FULL), formation(levels=(), price=None)],
        ids=["every field", "as few fields as can be"],
    )
    async def test_every_field_comes_back(self, formations: Formations, entity: Formation) -> None:
        await formations.add(entity)
        assert await formations.get(entity.id) == kept(entity)
        assert await formations.by_slug(entity.slug) == kept(entity)

    async def test_every_field_comes_back_after_an_update(self, formations: Formations) -> None:
        added = await formations.add(formation())
        change = added.rewrite(details(**FULL), source=SOURCE, at=NOW)
        await formations.update(added.id, lambda _: change)
        assert await formations.get(added.id) == msgspec.structs.replace(change, version=2, events=())

    async def test_the_same_creation_again_already_exists_whatever_else_it_clashes_with(
        self, formations: Formations
    ) -> None:
        again = await formations.add(formation(source=SOURCE))
        with pytest.raises(AlreadyExists):
            await formations.add(again)

    @pytest.mark.parametrize(
        ("path", "op", "value", "expected"),
        [
            ("details.category.key", Op.EQ, "genie-civil", "AB"),
            ("details.category.key", Op.EQ, "genie", ""),
            ("details.category.key", Op.IN, ("genie-civil", "bim"), "ABC"),
            ("details.levels", Op.CONTAINS, Level.AVANCE, "BC"),
            ("details.price.amount", Op.EQ, 200, "B"),
            ("details.price.amount", Op.GTE, 200, "BC"),
            ("details.price.amount", Op.LTE, 200, "AB"),
            ("status", Op.EQ, Status.PUBLIE, "BD"),
            ("status", Op.IN, (Status.BROUILLON, Status.ARCHIVE), "AC"),
        ],
    )
    async def test_a_filter_finds_what_meets_it_and_nothing_else(
        self,
        formations: Formations,
        path: str,
        op: Op,
        value: Scalar | tuple[Scalar, ...],
        expected: str,
    ) -> None:
        civil, bim = Category.named("Génie civil"), Category.named("BIM")
        debutant, avance = (Level.DEBUTANT,), (Level.INTERMEDIAIRE, Level.AVANCE)
        for entity in (
            formation(id="A", category=civil, levels=debutant, price=Money(100)),
            published(id="B", category=civil, levels=avance, price=Money(200)),
            formation(id="C", category=bim, levels=avance, price=Money(300)).archive(at=NOW),
            published(id="D", category=Category.named("Gestion"), levels=(), price=None),
        ):
            await formations.add(entity)
        page = await formations.list(ListQuery(filters=(Filter(path, op, value),)))
        assert "".join(each.id for each in page.items) == expected

    async def test_all_filters_of_a_query_are_met(self, formations: Formations) -> None:
        for amount in (100, 200, 300):
            await formations.add(formation(id=f"{amount}", price=Money(amount)))
        between = (
            Filter("details.price.amount", Op.GTE, 150),
            Filter("details.price.amount", Op.LTE, 250),
        )
        assert await walk(formations.list, ListQuery(filters=between)) == ["200"]

    @pytest.mark.parametrize("sort", FORMATIONS.sorts.values(), ids=FORMATIONS.sorts)
    @pytest.mark.parametrize("limit", [1, 2, 3, 100])
    async def test_pages_neither_repeat_nor_drop_whatever_is_equal_or_missing(
        self, formations: Formations, sort: tuple[Sort, ...], limit: int
    ) -> None:
        query = ListQuery(sort=sort, limit=limit)
        varied = _varied()
        for entity in reversed(varied):
            await formations.add(entity)
        assert await walk(formations.list, query) == ids_in_order(varied, query)

    async def test_titles_are_listed_without_regard_to_case_and_accents(self, formations: Formations) -> None:
        for title in ("Économie", "eau", "Œuvre", "zone", "Étude"):
            await formations.add(formation(id=title, title=title))
        found = await walk(formations.list, ListQuery(sort=FORMATIONS.sorts["title"]))
        assert found == ["eau", "Économie", "Étude", "Œuvre", "zone"]

    async def test_additions_between_two_pages_move_nothing(self, formations: Formations) -> None:
        for title in "bdfh":
            await formations.add(formation(id=title, title=title))
        query = ListQuery(sort=FORMATIONS.sorts["title"], limit=2)
        first = await formations.list(query)
        for title in "ag":
            await formations.add(formation(id=title, title=title))
        rest = await walk(formations.list, msgspec.structs.replace(query, after=first.next))
        assert ([each.id for each in first.items], rest) == (["b", "d"], ["f", "g", "h"])

    async def test_what_leaves_the_list_between_two_pages_moves_nothing(self, formations: Formations) -> None:
        for title in "abcd":
            await formations.add(published(id=title, title=title))
        query = ListQuery(sort=FORMATIONS.sorts["title"], limit=2).where(
            Filter("status", Op.EQ, Status.PUBLIE)
        )
        first = await formations.list(query)
        for gone in "bc":
            await formations.update(gone, lambda current: current.archive(at=NOW))
        assert await walk(formations.list, msgspec.structs.replace(query, after=first.next)) == ["d"]

    async def test_a_page_that_ends_the_list_exactly_is_the_last(self, formations: Formations) -> None:
        for _ in range(2):
            await formations.add(formation())
        page = await formations.list(ListQuery(limit=2))
        assert (len(page.items), page.next) == (2, None)

    async def test_nothing_found_is_an_empty_last_page(self, formations: Formations) -> None:
        page = await formations.list(ListQuery())
        assert (page.items, page.next) == ((), None)


def _varied() -> list[Formation]:
    """Return formations with equal and missing sort keys."""
    stated = [("b", 200, 1), ("a", None, 2), ("b", 100, None), ("a", 200, None), ("b", None, 1)]
    return [_one_of_many(*each) for each in stated]


def _one_of_many(title: str, amount: int | None, minute: int | None) -> Formation:
    draft = formation(title=title, price=Money(amount) if amount else None)
    return draft.publish(at=later(minutes=minute)) if minute else draft


class TestMemoryFormations(FormationsContract):
    @pytest.fixture
    def formations(self) -> Formations:
        return MemoryFormations()


class TestMongoFormations(FormationsContract):
    @pytest.fixture
    def formations(self, database: Database) -> Formations:
        return MongoFormations(database)
