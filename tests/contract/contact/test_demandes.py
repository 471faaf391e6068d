import asyncio
from datetime import date, datetime, time

import pytest

from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.mongo.contact import MongoDemandes
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.contact.demande import DEMANDES, Demande, DemandeState, Subject
from sorbo_core.contact.details import (
    AnyAnswers,
    AppointmentMode,
    Budget,
    CarriereAnswers,
    Experience,
    FormationAnswers,
    FormationDuration,
    FormationPlace,
    FormationType,
    IngenierieAnswers,
    LogicielAnswers,
    ProjectType,
    RendezvousAnswers,
    SoftwareLicense,
    SoftwareName,
    SoftwareOS,
    SoftwareService,
)
from sorbo_core.contact.errors import AlreadyReceived, DemandeNotFound
from sorbo_core.contact.ports import Demandes
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.query import Filter, ListQuery, Op, Scalar, Sort
from support import build
from support.build import demande, later
from support.paging import ids_in_order, walk
from support.repository import RepositoryContract, kept

DAY = date(2026, 9, 1)
ANSWERS: list[AnyAnswers] = [
    IngenierieAnswers(
        project_type=ProjectType.SUIVI,
        project_description="Un pont.\nDeux culées.",
        project_location="Site d'exemple",
        project_budget=Budget.OVER_100M,
        project_deadline=DAY,
    ),
    FormationAnswers(
        formation_type=FormationType.GENIE_CIVIL,
        formation_participants=12,
        formation_start=DAY,
        formation_duration=FormationDuration.CUSTOM,
        formation_location=FormationPlace.YOURS,
    ),
    LogicielAnswers(
        software_name=SoftwareName.HYDRO,
        software_license=SoftwareLicense.ESSAI,
        software_users=3,
        software_services=tuple(SoftwareService),
        software_os=SoftwareOS.LINUX,
    ),
    CarriereAnswers(
        career_position="Projeteur",
        career_experience=Experience.JUNIOR,
        career_cv="https://example.com/cv.pdf",
        career_availability=DAY,
    ),
    RendezvousAnswers(
        rdv_motif="Un devis", rdv_date=DAY, rdv_time=time(9, 30), rdv_mode=AppointmentMode.VISIO
    ),
    RendezvousAnswers(),
]


class DemandesContract(RepositoryContract[Demande]):
    missing = DemandeNotFound

    @pytest.fixture
    def repository(self, demandes: Demandes) -> Repository[Demande]:
        return demandes

    def new(self, at: datetime) -> Demande:
        return demande(at=at)

    def changed(self, entity: Demande, n: int) -> Demande:
        return entity.assign(f"compte-{n}", at=later(seconds=n))

    @pytest.mark.parametrize("answers", ANSWERS)
    async def test_what_a_visitor_answers_comes_back(self, demandes: Demandes, answers: AnyAnswers) -> None:
        asked = demande(details=answers)
        await demandes.add(asked)
        assert await demandes.get(asked.id) == kept(asked)

    async def test_of_requests_that_say_the_same_one_is_stored(self, demandes: Demandes) -> None:
        first = await demandes.add(demande(one_of_its_kind=False))
        for at in (build.NOW, later(minutes=9)):
            again = demande(at=at, one_of_its_kind=False)
            with pytest.raises(AlreadyReceived):
                await demandes.add(again)
            assert await demandes.like(again) == first
        for other in (
            demande(one_of_its_kind=False, message="Autre chose."),
            demande(one_of_its_kind=False, at=later(minutes=21)),
            demande(),
            demande(),
        ):
            await demandes.add(other)
            assert await demandes.get(other.id) == kept(other)

    async def test_a_request_that_nobody_sent_before_is_like_no_other(self, demandes: Demandes) -> None:
        await demandes.add(demande())
        for asked in (demande(), demande(one_of_its_kind=False)):
            with pytest.raises(DemandeNotFound):
                await demandes.like(asked)

    async def test_of_requests_that_say_the_same_at_once_one_is_stored(self, demandes: Demandes) -> None:
        asked = [demandes.add(demande(one_of_its_kind=False)) for _ in range(20)]
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        assert sum(isinstance(each, Demande) for each in outcomes) == 1
        assert all(isinstance(each, Demande | AlreadyReceived) for each in outcomes)

    async def test_every_field_comes_back(self, demandes: Demandes) -> None:
        asked = demande(phone="+229 01 00 00 00", subject=Subject.AUTRE, message="$where: {'a.b': 1}\nFin")
        taken = asked.assign("compte-1", at=later(hours=1)).move(
            DemandeState.EN_TRAITEMENT, at=later(hours=2)
        )
        await demandes.add(taken)
        assert await demandes.get(taken.id) == kept(taken)

    @pytest.mark.parametrize(
        ("path", "op", "value", "expected"),
        [
            ("state", Op.EQ, DemandeState.TRAITE, "B"),
            ("state", Op.IN, (DemandeState.NOUVEAU, DemandeState.EN_TRAITEMENT), "AC"),
            ("subject", Op.EQ, Subject.CARRIERE, "BC"),
            ("subject", Op.IN, (Subject.LOGICIEL, Subject.FORMATION), "A"),
            ("assignee_id", Op.EQ, "compte-1", "AB"),
            ("created_at", Op.GTE, later(minutes=2), "BC"),
            ("created_at", Op.LTE, later(minutes=2), "AB"),
        ],
    )
    async def test_a_filter_finds_what_meets_it_and_nothing_else(
        self,
        demandes: Demandes,
        path: str,
        op: Op,
        value: Scalar | tuple[Scalar, ...],
        expected: str,
    ) -> None:
        first = demande(id="A", at=later(minutes=1), subject=Subject.FORMATION)
        second = demande(id="B", at=later(minutes=2), subject=Subject.CARRIERE)
        third = demande(id="C", at=later(minutes=3), subject=Subject.CARRIERE)
        await demandes.add(first.assign("compte-1", at=later(hours=1)))
        await demandes.add(
            second.assign("compte-1", at=later(hours=1)).move(DemandeState.TRAITE, at=later(hours=1))
        )
        await demandes.add(third.move(DemandeState.EN_TRAITEMENT, at=later(hours=1)))
        page = await demandes.list(ListQuery(filters=(Filter(path, op, value),)))
        assert "".join(each.id for each in page.items) == expected

    @pytest.mark.parametrize("sort", DEMANDES.sorts.values(), ids=DEMANDES.sorts)
    async def test_pages_neither_repeat_nor_drop_when_requests_arrive_at_the_same_instant(
        self, demandes: Demandes, sort: tuple[Sort, ...]
    ) -> None:
        received = [await demandes.add(demande(at=later(milliseconds=n // 3))) for n in range(8)]
        query = ListQuery(sort=sort, limit=2)
        assert await walk(demandes.list, query) == ids_in_order(received, query)


class TestMemoryDemandes(DemandesContract):
    @pytest.fixture
    def demandes(self) -> Demandes:
        return MemoryDemandes()


class TestMongoDemandes(DemandesContract):
    @pytest.fixture
    def demandes(self, database: Database) -> Demandes:
        return MongoDemandes(database)
