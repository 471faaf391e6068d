import asyncio
from datetime import datetime

import pytest

from sorbo_adapters.memory.reviews.avis import MemoryReviews
from sorbo_adapters.mongo.reviews.avis import MongoReviews
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.reviews.avis import AVIS, Avis, AvisState, Reviewed, approved_of
from sorbo_core.reviews.errors import AvisNotFound, AvisRepeated
from sorbo_core.reviews.ports import Reviews
from sorbo_core.reviews.rating import Rating
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import Filter, ListQuery, Op, Sort
from support.build import NOW, avis, later
from support.paging import ids_in_order, walk
from support.repository import RepositoryContract, kept

AT_ONCE = 20
FORMATION, LOGICIEL = Reviewed.FORMATION, Reviewed.LOGICIEL


class ReviewsContract(RepositoryContract[Avis]):
    missing = AvisNotFound

    @pytest.fixture
    def repository(self, reviews: Reviews) -> Repository[Avis]:
        return reviews

    def new(self, at: datetime) -> Avis:
        return avis(at=at)

    def changed(self, entity: Avis, n: int) -> Avis:
        state = AvisState.REFUSE if entity.state is AvisState.APPROUVE else AvisState.APPROUVE
        return entity.decide(state, by=f"c{n}", at=later(seconds=n))

    async def approved(
        self, reviews: Reviews, *, entry_id: str, stars: int, noun: Reviewed = FORMATION
    ) -> str:
        """Store an avis that visitors see."""
        given = avis(entry_id=entry_id, stars=stars, noun=noun)
        return (await reviews.add(given.decide(AvisState.APPROUVE, by="c", at=NOW))).id

    async def test_every_field_comes_back(self, reviews: Reviews) -> None:
        given = avis(
            noun=LOGICIEL, name="$name", position="Chef.fe", company="Une\u2019entreprise", comment="a\nb"
        )
        await reviews.add(given.decide(AvisState.REFUSE, by="c", at=NOW))
        assert await reviews.get(given.id) == kept(given.decide(AvisState.REFUSE, by="c", at=NOW))

    async def test_a_second_one_by_the_same_address_about_the_same_is_refused(self, reviews: Reviews) -> None:
        first = await reviews.add(avis(email="a@example.com"))
        with pytest.raises(AvisRepeated):
            await reviews.add(avis(email="A@example.com ", stars=1))
        await reviews.add(avis(email="a@example.com", entry_id="another"))
        await reviews.add(avis(email="a@example.com", noun=LOGICIEL))
        assert await reviews.get(first.id) == first

    async def test_the_same_avis_again_already_exists(self, reviews: Reviews) -> None:
        again = avis()
        await reviews.add(again)
        with pytest.raises(AlreadyExists):
            await reviews.add(again)

    async def test_of_several_by_one_address_at_once_exactly_one_is_kept(self, reviews: Reviews) -> None:
        given = (reviews.add(avis(email="a@example.com")) for _ in range(AT_ONCE))
        outcomes = await asyncio.gather(*given, return_exceptions=True)
        assert sum(isinstance(each, AvisRepeated) for each in outcomes) == AT_ONCE - 1

    async def test_ratings_count_what_is_approved_of_each_thing(self, reviews: Reviews) -> None:
        for stars in (5, 4, 4):
            await self.approved(reviews, entry_id="f1", stars=stars)
        await self.approved(reviews, entry_id="f2", stars=1)
        await self.approved(reviews, entry_id="f3", stars=5)
        await self.approved(reviews, entry_id="f1", stars=1, noun=LOGICIEL)
        await reviews.add(avis(entry_id="f1", stars=1))
        await reviews.add(avis(entry_id="f4", stars=1).decide(AvisState.REFUSE, by="c", at=NOW))
        assert await reviews.ratings(FORMATION, ["f1", "f2", "f4", "f5"]) == {
            "f1": Rating(average=4.3, count=3),
            "f2": Rating(average=1.0, count=1),
        }

    async def test_the_ratings_of_all_things_are_read_while_the_avis_are_few(self, reviews: Reviews) -> None:
        for entry_id, stars in (("f1", 5), ("f1", 4), ("f2", 1)):
            await self.approved(reviews, entry_id=entry_id, stars=stars)
        await self.approved(reviews, entry_id="l1", stars=1, noun=LOGICIEL)
        await reviews.add(avis(entry_id="f3", stars=1))
        assert await reviews.all_ratings(FORMATION, most=3) == {
            "f1": Rating(average=4.5, count=2),
            "f2": Rating(average=1.0, count=1),
        }
        assert await reviews.all_ratings(FORMATION, most=2) is None

    async def test_an_avis_that_is_refused_afterwards_no_longer_counts(self, reviews: Reviews) -> None:
        id_ = await self.approved(reviews, entry_id="f1", stars=5)
        await reviews.update(id_, lambda given: given.decide(AvisState.REFUSE, by="c", at=NOW))
        assert await reviews.ratings(FORMATION, ["f1"]) == {}

    async def test_what_visitors_see_of_one_thing_is_listed_and_nothing_else(self, reviews: Reviews) -> None:
        shown = [await self.approved(reviews, entry_id="f1", stars=stars) for stars in (3, 4)]
        await self.approved(reviews, entry_id="f2", stars=5)
        await self.approved(reviews, entry_id="f1", stars=5, noun=LOGICIEL)
        await reviews.add(avis(entry_id="f1"))
        query = ListQuery(filters=approved_of(FORMATION, "f1"), sort=AVIS.sorts["createdAt"])
        assert await walk(reviews.list, query) == shown

    @pytest.mark.parametrize("sort", AVIS.sorts.values(), ids=AVIS.sorts)
    async def test_pages_of_what_waits_neither_repeat_nor_drop(
        self, reviews: Reviews, sort: tuple[Sort, ...]
    ) -> None:
        waiting = [avis(at=later(minutes=n // 2)) for n in range(5)]
        for each in (*waiting, avis().decide(AvisState.REFUSE, by="c", at=NOW)):
            await reviews.add(each)
        query = ListQuery(filters=(Filter("state", Op.IN, (AvisState.EN_ATTENTE,)),), sort=sort, limit=2)
        assert await walk(reviews.list, query) == ids_in_order(waiting, query)


class TestMemoryReviews(ReviewsContract):
    @pytest.fixture
    def reviews(self) -> Reviews:
        return MemoryReviews()


class TestMongoReviews(ReviewsContract):
    @pytest.fixture
    def reviews(self, database: Database) -> Reviews:
        return MongoReviews(database)
