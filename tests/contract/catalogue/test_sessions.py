from datetime import date, datetime, timedelta

import pytest

from sorbo_adapters.memory.catalogue import MemorySessions
from sorbo_adapters.mongo.catalogue import MongoSessions
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.catalogue.errors import SessionNotFound
from sorbo_core.catalogue.ports import Sessions
from sorbo_core.catalogue.session import SESSIONS, Session, SessionState, upcoming
from sorbo_core.shared.ports import Repository
from sorbo_core.shared.publication import Status
from sorbo_core.shared.query import Filter, ListQuery, Op, Scalar, Sort
from support.build import NOW, TODAY, later, session
from support.paging import ids_in_order, walk
from support.repository import RepositoryContract, kept


class SessionsContract(RepositoryContract[Session]):
    missing = SessionNotFound

    @pytest.fixture
    def repository(self, sessions: Sessions) -> Repository[Session]:
        return sessions

    def new(self, at: datetime) -> Session:
        return session(at=at)

    def changed(self, entity: Session, n: int) -> Session:
        return entity.revise(at=later(seconds=n), seats=100 + n)

    @pytest.mark.parametrize(
        "entity",
        [
            session(
                start=date(2027, 2, 28), location="Site d'exemple", remote=True, state=SessionState.CONFIRMEE
            ).publish(at=NOW),
            session(),
        ],
        ids=["every field", "as few fields as can be"],
    )
    async def test_every_field_comes_back(self, sessions: Sessions, entity: Session) -> None:
        await sessions.add(entity)
        assert await sessions.get(entity.id) == kept(entity)

    @pytest.mark.parametrize(
        ("path", "op", "value", "expected"),
        [
            ("formation_id", Op.EQ, "revit", "AC"),
            ("details.start", Op.GTE, "2026-05-02", "BC"),
            ("details.start", Op.LTE, "2026-05-02", "AB"),
            ("status", Op.EQ, Status.PUBLIE, "B"),
            ("status", Op.IN, (Status.BROUILLON, Status.PUBLIE), "AB"),
        ],
    )
    async def test_a_filter_finds_what_meets_it_and_nothing_else(
        self,
        sessions: Sessions,
        path: str,
        op: Op,
        value: Scalar | tuple[Scalar, ...],
        expected: str,
    ) -> None:
        await sessions.add(session(id="A", formation_id="revit", start=date(2026, 5, 1)))
        await sessions.add(session(id="B", formation_id="robot", start=date(2026, 5, 2)).publish(at=NOW))
        await sessions.add(session(id="C", formation_id="revit", start=date(2026, 5, 3)).archive(at=NOW))
        page = await sessions.list(ListQuery(filters=(Filter(path, op, value),)))
        assert "".join(each.id for each in page.items) == expected

    @pytest.mark.parametrize("sort", SESSIONS.sorts.values(), ids=SESSIONS.sorts)
    async def test_pages_neither_repeat_nor_drop_when_sessions_start_on_the_same_day(
        self, sessions: Sessions, sort: tuple[Sort, ...]
    ) -> None:
        starts = [TODAY + timedelta(days=n % 3) for n in range(8)]
        planned = [await sessions.add(session(start=start)) for start in starts]
        query = ListQuery(sort=sort, limit=3)
        assert await walk(sessions.list, query) == ids_in_order(planned, query)

    async def test_upcoming_are_the_published_sessions_of_the_formation_soonest_first(
        self, sessions: Sessions
    ) -> None:
        tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
        shown = [
            session(id="tomorrow", start=tomorrow, state=SessionState.CONFIRMEE),
            session(id="today", start=TODAY),
            session(id="past", start=yesterday),
            session(id="cancelled", start=tomorrow, state=SessionState.ANNULEE),
            session(id="finished", start=tomorrow, state=SessionState.TERMINEE),
            session(id="elsewhere", start=tomorrow, formation_id="autre"),
        ]
        for entity in (*[each.publish(at=NOW) for each in shown], session(id="draft", start=tomorrow)):
            await sessions.add(entity)
        found = (await sessions.list(upcoming("formation", since=TODAY, most=10))).items
        assert [each.id for each in found] == ["today", "tomorrow"]

    async def test_no_more_upcoming_sessions_than_asked_for(self, sessions: Sessions) -> None:
        for days in (3, 1, 2):
            await sessions.add(session(id=f"{days}", start=TODAY + timedelta(days=days)).publish(at=NOW))
        found = (await sessions.list(upcoming("formation", since=TODAY, most=2))).items
        assert [each.id for each in found] == ["1", "2"]


class TestMemorySessions(SessionsContract):
    @pytest.fixture
    def sessions(self) -> Sessions:
        return MemorySessions()


class TestMongoSessions(SessionsContract):
    @pytest.fixture
    def sessions(self, database: Database) -> Sessions:
        return MongoSessions(database)
