import asyncio
from datetime import datetime

import msgspec
import pytest

from sorbo_adapters.memory.newsletter.abonnes import MemoryAbonnes
from sorbo_adapters.memory.system import FixedClock, SequentialIds
from sorbo_adapters.mongo.newsletter.abonnes import MongoAbonnes
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.contact.newsletter.abonne import ABONNES, Abonne, AbonneState
from sorbo_core.contact.newsletter.errors import AbonneNotFound, AddressKnown
from sorbo_core.contact.newsletter.events import LeftBy
from sorbo_core.contact.newsletter.ports import Abonnes
from sorbo_core.contact.newsletter.rubrique import Rubrique
from sorbo_core.contact.use_cases.abonne.subscribe import Subscribe
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import Filter, ListQuery, Op, Scalar, Sort
from support.build import NOW, abonne, confirmed_abonne, later
from support.paging import ids_in_order, walk
from support.repository import RepositoryContract, kept


class AbonnesContract(RepositoryContract[Abonne]):
    missing = AbonneNotFound

    @pytest.fixture
    def repository(self, abonnes: Abonnes) -> Repository[Abonne]:
        return abonnes

    def new(self, at: datetime) -> Abonne:
        return abonne(at=at)

    def changed(self, entity: Abonne, n: int) -> Abonne:
        wanted = (tuple(Rubrique)[n % 4],)
        return entity.wishing(wanted, Language.EN, at=later(seconds=n))

    async def test_every_field_comes_back(self, abonnes: Abonnes) -> None:
        known = abonne().prove_wish(1, "p").prove_leaving("q").confirm("p", at=NOW)
        asked = known.ask((Rubrique.EMPLOIS,), Language.EN, at=later(hours=2)).prove_wish(3, "r")
        await abonnes.add(asked)
        assert await abonnes.get(asked.id) == kept(asked)

    async def test_an_address_is_found_and_another_is_not(self, abonnes: Abonnes) -> None:
        known = await abonnes.add(abonne(email="a@example.com"))
        assert await abonnes.with_address("a@example.com") == known
        assert await abonnes.with_address("b@example.com") is None

    async def test_an_address_that_is_known_is_refused(self, abonnes: Abonnes) -> None:
        await abonnes.add(abonne(email="a@example.com"))
        with pytest.raises(AddressKnown):
            await abonnes.add(abonne(email="a@example.com"))

    async def test_twenty_who_subscribe_one_address_at_once_make_one_subscriber_with_one_event(
        self, abonnes: Abonnes
    ) -> None:
        subscribe = Subscribe(abonnes=abonnes, ids=SequentialIds("a"), clock=FixedClock(NOW))
        categories = (Rubrique.EMPLOIS,)
        await asyncio.gather(
            *(
                subscribe(email="a@example.com", categories=categories, language=Language.FR)
                for _ in range(20)
            )
        )
        (only,) = (await abonnes.list(ListQuery())).items
        assert (only.asks, only.last_event) == (20, 1)

    async def test_readers_are_confirmed_read_one_of_the_categories_and_come_by_id(
        self, abonnes: Abonnes
    ) -> None:
        for number in (3, 1, 2):
            await abonnes.add(confirmed_abonne(number, categories=(Rubrique.EMPLOIS, Rubrique.LOGICIELS)))
        await abonnes.add(confirmed_abonne(4, categories=(Rubrique.ACTUALITES,)))
        await abonnes.add(confirmed_abonne(5, categories=(Rubrique.EMPLOIS,)).leave(LeftBy.LINK, at=NOW))
        await abonnes.add(abonne(id="abonne-00006", categories=(Rubrique.EMPLOIS,)))
        wanted = (Rubrique.EMPLOIS, Rubrique.FORMATIONS)
        first = await abonnes.readers(wanted, after="", limit=2)
        assert first == ("abonne-00001", "abonne-00002")
        assert await abonnes.readers(wanted, after=first[-1], limit=2) == ("abonne-00003",)
        assert await abonnes.count_readers(wanted, after="") == 3
        assert await abonnes.count_readers(wanted, after=first[-1]) == 1

    @pytest.mark.parametrize(
        ("path", "op", "value", "expected"),
        [
            ("state", Op.EQ, AbonneState.CONFIRME, "B"),
            ("state", Op.IN, (AbonneState.EN_ATTENTE, AbonneState.DESABONNE), "AC"),
            ("categories", Op.CONTAINS, Rubrique.EMPLOIS, "BC"),
            ("created_at", Op.GTE, later(minutes=2), "BC"),
            ("created_at", Op.LTE, later(minutes=2), "AB"),
        ],
    )
    async def test_a_filter_finds_what_meets_it_and_nothing_else(
        self, abonnes: Abonnes, path: str, op: Op, value: Scalar | tuple[Scalar, ...], expected: str
    ) -> None:
        both = (Rubrique.FORMATIONS, Rubrique.EMPLOIS)
        second = abonne(id="B", at=later(minutes=2), categories=both).prove_wish(1, "p")
        third = abonne(id="C", at=later(minutes=3), categories=(Rubrique.EMPLOIS,))
        await abonnes.add(abonne(id="A", at=later(minutes=1)))
        await abonnes.add(second.confirm("p", at=later(minutes=5)))
        await abonnes.add(third.leave(LeftBy.STAFF, at=later(minutes=5)))
        page = await abonnes.list(ListQuery(filters=(Filter(path, op, value),)))
        assert "".join(each.id for each in page.items) == expected

    @pytest.mark.parametrize("sort", ABONNES.sorts.values(), ids=ABONNES.sorts)
    async def test_pages_neither_repeat_nor_drop_when_people_subscribe_at_the_same_instant(
        self, abonnes: Abonnes, sort: tuple[Sort, ...]
    ) -> None:
        added = [await abonnes.add(abonne(at=later(milliseconds=n // 3))) for n in range(8)]
        query = ListQuery(sort=sort, limit=2)
        assert await walk(abonnes.list, query) == ids_in_order(added, query)

    async def test_a_change_without_an_event_is_kept(self, abonnes: Abonnes) -> None:
        added = await abonnes.add(abonne())
        proven = await abonnes.update(added.id, lambda current: current.prove_leaving("p"))
        assert await abonnes.get(added.id) == proven
        assert proven == msgspec.structs.replace(added, version=2, leave_proofs=("p",))


class TestMemoryAbonnes(AbonnesContract):
    @pytest.fixture
    def abonnes(self) -> Abonnes:
        return MemoryAbonnes()


class TestMongoAbonnes(AbonnesContract):
    @pytest.fixture
    def abonnes(self, database: Database) -> Abonnes:
        return MongoAbonnes(database)
