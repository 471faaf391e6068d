import asyncio
from datetime import datetime, timedelta

import msgspec
import pytest

from sorbo_adapters.memory.sessions.login_sessions import MemoryLoginSessions
from sorbo_adapters.mongo.sessions.login_sessions import MongoLoginSessions
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.identity.sessions.errors import LoginSessionNotFound
from sorbo_core.identity.sessions.login_session import Device, EndReason, LoginSession
from sorbo_core.identity.sessions.ports import LoginSessions, Rotation
from sorbo_core.shared.ports import Repository
from support.build import NOW, later, login_session
from support.repository import RepositoryContract

ELSEWHERE = Device(agent="Safari", address="198.51.100.7")


def rotation(number: int, *, used: str = "token", at: datetime = NOW) -> Rotation:
    return Rotation(
        used=used,
        next=f"next-{number}",
        salt=f"salt-{number}",
        at=at,
        device=ELSEWHERE,
        over_at=at + timedelta(hours=1),
    )


class LoginSessionsContract(RepositoryContract[LoginSession]):
    """What `LoginSessions` promises."""

    missing = LoginSessionNotFound

    @pytest.fixture
    def repository(self, sessions: LoginSessions) -> Repository[LoginSession]:
        return sessions

    def new(self, at: datetime) -> LoginSession:
        return login_session(at=at)

    def changed(self, entity: LoginSession, n: int) -> LoginSession:
        alive = msgspec.structs.replace(entity, ended_because=None, over_at=later(days=9))
        return alive.ended(EndReason.LOGGED_OUT, at=later(seconds=n))

    async def test_the_present_token_gives_way_to_the_next(self, sessions: LoginSessions) -> None:
        opened = await sessions.add(login_session())
        rotated = await sessions.rotate(opened.id, rotation(1, at=later(minutes=5)))
        assert rotated == msgspec.structs.replace(
            opened,
            version=2,
            token_hash="next-1",
            previous_hash="token",
            salt="salt-1",
            last_used_at=later(minutes=5),
            updated_at=later(minutes=5),
            device=ELSEWHERE,
            over_at=later(minutes=65),
        )
        assert await sessions.get(opened.id) == rotated

    async def test_of_twenty_who_use_the_same_token_one_does(self, sessions: LoginSessions) -> None:
        opened = await sessions.add(login_session())
        outcomes = await asyncio.gather(*(sessions.rotate(opened.id, rotation(n)) for n in range(20)))
        (winner,) = [each for each in outcomes if each is not None]
        assert await sessions.get(opened.id) == winner

    async def test_a_token_that_is_not_the_present_one_changes_nothing(self, sessions: LoginSessions) -> None:
        opened = await sessions.add(login_session())
        assert await sessions.rotate(opened.id, rotation(1, used="another")) is None
        assert await sessions.rotate("nowhere", rotation(1)) is None
        assert await sessions.get(opened.id) == opened

    async def test_a_session_that_is_over_does_not_go_on(self, sessions: LoginSessions) -> None:
        ended = await sessions.add(login_session())
        await sessions.update(ended.id, lambda current: current.ended(EndReason.LOGGED_OUT, at=NOW))
        expired = await sessions.add(login_session())
        assert await sessions.rotate(ended.id, rotation(1)) is None
        assert await sessions.rotate(expired.id, rotation(1, at=expired.over_at)) is None

    async def test_the_sessions_of_an_account_are_those_that_go_on_the_last_used_first(
        self, sessions: LoginSessions
    ) -> None:
        old, new, over, _ = [
            await sessions.add(login_session(compte_id=holder, at=later(minutes=minutes)))
            for holder, minutes in (("a", 0), ("a", 2), ("a", 1), ("b", 3))
        ]
        await sessions.update(
            over.id, lambda current: current.ended(EndReason.LOGGED_OUT, at=later(minutes=3))
        )
        found = await sessions.alive_of("a", at=later(minutes=4))
        assert [each.id for each in found] == [new.id, old.id]
        assert await sessions.alive_of("a", at=later(days=90)) == ()
        assert await sessions.alive_of("nobody", at=NOW) == ()

    async def test_all_sessions_of_an_account_end_but_the_one_that_is_spared(
        self, sessions: LoginSessions
    ) -> None:
        mine = [await sessions.add(login_session(compte_id="a")) for _ in range(3)]
        other = await sessions.add(login_session(compte_id="b"))
        reason = EndReason.PASSWORD_CHANGED
        ended = await sessions.end_all("a", reason=reason, at=later(minutes=1), but=mine[0].id)
        assert set(ended) == {mine[1].id, mine[2].id}
        assert [each.id for each in await sessions.alive_of("a", at=later(minutes=1))] == [mine[0].id]
        assert (await sessions.get(mine[1].id)).ended_because is reason
        assert await sessions.get(other.id) == other
        assert await sessions.end_all("nobody", reason=reason, at=NOW) == ()


class TestMemoryLoginSessions(LoginSessionsContract):
    @pytest.fixture
    def sessions(self) -> LoginSessions:
        return MemoryLoginSessions()


class TestMongoLoginSessions(LoginSessionsContract):
    @pytest.fixture
    def sessions(self, database: Database) -> LoginSessions:
        return MongoLoginSessions(database)
