from datetime import date, datetime, timedelta

import msgspec
import pytest

from sorbo_adapters.memory.enrolment.inscriptions import MemoryInscriptions
from sorbo_adapters.mongo.enrolment.inscriptions import MongoInscriptions
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.catalogue.enrolment.errors import InscriptionNotFound
from sorbo_core.catalogue.enrolment.inscription import (
    INSCRIPTIONS,
    Applicant,
    Group,
    Inscription,
    Participant,
)
from sorbo_core.catalogue.enrolment.place import Ending, InscriptionState, Place
from sorbo_core.catalogue.enrolment.ports import Inscriptions, Takings
from sorbo_core.shared.figures.period import Period
from sorbo_core.shared.money import Currency, Money
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import Filter, ListQuery, Op, Scalar, Sort
from support.build import NOW, inscription, later
from support.paging import ids_in_order, walk
from support.repository import RepositoryContract, kept

SPRING = Period(first=date(2026, 3, 1), last=date(2026, 4, 30))
GROUP = Group(
    company="Entreprise d'exemple",
    participants=(Participant(name="Conductrice", email="c@example.com"), Participant(name="Projeteur")),
)


def in_state(state: InscriptionState, *, session_id: str = "session", number: int = 1) -> Inscription:
    return msgspec.structs.replace(inscription(session_id=session_id), state=state, number=number)


def at_price(
    price: Money | None,
    *,
    confirmed_at: datetime | None,
    state: InscriptionState = InscriptionState.CONFIRMEE,
    participants: tuple[str, ...] = ("A",),
) -> Inscription:
    people = tuple(Participant(name=name) for name in participants)
    applicant = Applicant.of(
        name="A", email="a@example.com", phone=None, group=Group(company="E", participants=people)
    )
    asked = inscription(applicant=applicant, price=price)
    return msgspec.structs.replace(asked, state=state, confirmed_at=confirmed_at)


class InscriptionsContract(RepositoryContract[Inscription]):
    missing = InscriptionNotFound

    @pytest.fixture
    def repository(self, inscriptions: Inscriptions) -> Repository[Inscription]:
        return inscriptions

    def new(self, at: datetime) -> Inscription:
        return inscription(at=at)

    def changed(self, entity: Inscription, n: int) -> Inscription:
        since = entity.repeated_at or entity.created_at
        return entity.repeat(at=max(since + timedelta(hours=1), later(seconds=n)))

    async def test_every_field_comes_back(self, inscriptions: Inscriptions) -> None:
        applicant = Applicant.of(
            name="Responsable", email="r@example.com", phone="+226 25 00 00 00", group=GROUP
        )
        asked = inscription(applicant=applicant, price=Money(90_000, Currency.EUR))
        given_up = Place(
            id=asked.id,
            key="key",
            people=2,
            number=1,
            state=InscriptionState.ANNULEE,
            since=NOW,
            ending=Ending.LAPSED,
            moves=2,
        )
        entity = asked.repeat(at=later(hours=2)).follow(given_up, at=later(hours=3))
        await inscriptions.add(entity)
        assert await inscriptions.get(entity.id) == kept(entity)

    async def test_what_is_certain_is_added_up_by_month_and_currency(
        self, inscriptions: Inscriptions
    ) -> None:
        start, end = SPRING.start, SPRING.end
        for entity in (
            at_price(Money(100_000), confirmed_at=start),
            at_price(Money(50_000), confirmed_at=end, participants=("A", "B")),
            at_price(Money(25_000), confirmed_at=NOW, state=InscriptionState.PRESENTE),
            at_price(Money(300, Currency.EUR), confirmed_at=NOW),
            at_price(None, confirmed_at=NOW),
            at_price(Money(1), confirmed_at=NOW, state=InscriptionState.ANNULEE),
            at_price(Money(1), confirmed_at=None, state=InscriptionState.DEMANDEE),
            at_price(Money(1), confirmed_at=start - timedelta(milliseconds=1)),
            at_price(Money(1), confirmed_at=end + timedelta(milliseconds=1)),
        ):
            await inscriptions.add(entity)
        assert await inscriptions.takings(SPRING) == (
            Takings(month="2026-03", currency=None, inscriptions=1, amount=0),
            Takings(month="2026-03", currency=Currency.EUR, inscriptions=1, amount=300),
            Takings(month="2026-03", currency=Currency.XOF, inscriptions=2, amount=125_000),
            Takings(month="2026-04", currency=Currency.XOF, inscriptions=1, amount=100_000),
        )

    async def test_where_nothing_was_confirmed_there_are_no_takings(self, inscriptions: Inscriptions) -> None:
        await inscriptions.add(inscription(price=Money(1)))
        assert await inscriptions.takings(SPRING) == ()

    @pytest.mark.parametrize(
        ("path", "op", "value", "expected"),
        [
            ("session_id", Op.EQ, "a", {1, 2}),
            ("state", Op.EQ, InscriptionState.EN_ATTENTE, {2, 3}),
            ("state", Op.IN, (InscriptionState.DEMANDEE, InscriptionState.ANNULEE), {1}),
        ],
    )
    async def test_a_filter_finds_what_meets_it_and_nothing_else(
        self,
        inscriptions: Inscriptions,
        path: str,
        op: Op,
        value: Scalar | tuple[Scalar, ...],
        expected: set[int],
    ) -> None:
        await inscriptions.add(in_state(InscriptionState.DEMANDEE, session_id="a", number=1))
        await inscriptions.add(in_state(InscriptionState.EN_ATTENTE, session_id="a", number=2))
        await inscriptions.add(in_state(InscriptionState.EN_ATTENTE, session_id="b", number=3))
        page = await inscriptions.list(ListQuery(filters=(Filter(path, op, value),)))
        assert {each.number for each in page.items} == expected

    @pytest.mark.parametrize("sort", INSCRIPTIONS.sorts.values(), ids=INSCRIPTIONS.sorts)
    async def test_pages_neither_repeat_nor_drop(
        self, inscriptions: Inscriptions, sort: tuple[Sort, ...]
    ) -> None:
        states = list(InscriptionState)
        made = [await inscriptions.add(in_state(states[n % 5], number=n % 3)) for n in range(8)]
        query = ListQuery(sort=sort, limit=3)
        assert await walk(inscriptions.list, query) == ids_in_order(made, query)


class TestMemoryInscriptions(InscriptionsContract):
    @pytest.fixture
    def inscriptions(self) -> Inscriptions:
        return MemoryInscriptions()


class TestMongoInscriptions(InscriptionsContract):
    @pytest.fixture
    def inscriptions(self, database: Database) -> Inscriptions:
        return MongoInscriptions(database)
