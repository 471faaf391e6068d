"""The numbers of the areas, on memory and on MongoDB."""

from datetime import date, timedelta

import pytest

from sorbo_adapters.memory.catalogue import MemorySessions
from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.insight.buckets import MemoryBuckets
from sorbo_adapters.mongo.catalogue import MongoSessions
from sorbo_adapters.mongo.contact import MongoDemandes
from sorbo_adapters.mongo.insight.buckets import MongoBuckets
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.catalogue.ports import Sessions
from sorbo_core.catalogue.session import SessionState
from sorbo_core.contact.demande import DemandeState, Subject
from sorbo_core.contact.ports import Demandes
from sorbo_core.contact.use_cases.demande.count import CountDemandes
from sorbo_core.shared.figures.buckets import Buckets
from sorbo_core.shared.figures.period import Period
from support.build import NOW, TODAY, demande, open_session, session

MARCH = Period(first=date(2026, 3, 1), last=date(2026, 4, 30))
BEFORE, FIRST, LAST, AFTER = (
    MARCH.start - timedelta(milliseconds=1),
    MARCH.start,
    MARCH.end,
    MARCH.end + timedelta(milliseconds=1),
)


class BucketsContract:
    async def test_demandes_of_a_period_are_counted(self, demandes: Demandes, buckets: Buckets) -> None:
        for at in (BEFORE, FIRST, NOW, LAST, AFTER):
            await demandes.add(demande(at=at, subject=Subject.LOGICIEL))
        done = demande(at=NOW).move(DemandeState.TRAITE, at=AFTER)
        await demandes.add(done)
        told = await CountDemandes(buckets=buckets)(MARCH)
        assert told.total == 4
        assert told.by_state == {"nouveau": 3, "en_traitement": 0, "traite": 1}
        assert told.by_subject == dict.fromkeys(Subject, 0) | {"logiciel": 3, "formation": 1}
        assert list(told.by_month.items()) == [("2026-03", 3), ("2026-04", 1)]

    async def test_where_there_is_nothing_every_state_has_none(self, buckets: Buckets) -> None:
        told = await CountDemandes(buckets=buckets)(MARCH)
        assert (told.total, set(told.by_state.values()), told.by_month) == (0, {0}, {})


class SessionsToComeContract:
    async def test_published_sessions_that_are_to_take_place_are_counted(self, sessions: Sessions) -> None:
        yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
        for start in (yesterday, TODAY, tomorrow):
            await sessions.add(open_session(start=start))
        await sessions.add(open_session(start=tomorrow, state=SessionState.ANNULEE))
        await sessions.add(session(start=tomorrow))
        assert await sessions.count_to_come(TODAY) == 2


class TestMemoryBuckets(BucketsContract):
    @pytest.fixture
    def demandes(self) -> Demandes:
        return MemoryDemandes()

    @pytest.fixture
    def buckets(self, demandes: MemoryDemandes) -> Buckets:
        return MemoryBuckets(demandes, values=("state", "subject"))


class TestMongoBuckets(BucketsContract):
    @pytest.fixture
    def demandes(self, database: Database) -> Demandes:
        return MongoDemandes(database)

    @pytest.fixture
    def buckets(self, database: Database) -> Buckets:
        values = {"state": tuple(DemandeState), "subject": tuple(Subject)}
        return MongoBuckets(database, collection=MongoDemandes.name, values=values)


class TestMemorySessionsToCome(SessionsToComeContract):
    @pytest.fixture
    def sessions(self) -> Sessions:
        return MemorySessions()


class TestMongoSessionsToCome(SessionsToComeContract):
    @pytest.fixture
    def sessions(self, database: Database) -> Sessions:
        return MongoSessions(database)
