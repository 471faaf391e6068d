"""Two workers, one database and one Valkey: what ends a login on one ends it on the other, at once."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import msgspec
import pytest

from sorbo_adapters.embedded.valkey import Valkey
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.sessions.login_session import EndReason
from support.api import PASSWORD, Api, address_of
from support.program import eventually
from support.services import ValkeyFactory
from support.wire import LOGIN, ME, Json
from support.workers import worker

AUTH = "/api/v1/auth"
EMAIL = address_of(Role.EDITOR)
AT_ONCE = 1.0
Ending = Callable[[Api, Json], Awaitable[Any]]


class Login:
    """One login, as both workers see it."""

    def __init__(self, said: Json, workers: tuple[Api, Api]) -> None:
        self.said = said
        self._workers = workers

    async def status(self, worker: int) -> int:
        headers = {"Authorization": f"Bearer {self.said['accessToken']}"}
        async with self._workers[worker].client() as client:
            return (await client.get(ME, headers=headers)).status_code

    async def is_kept(self, worker: int) -> bool:
        """Tell whether a worker knows the standing without asking."""
        kept = self._workers[worker].container.ports.kept_standings()
        return kept.peek(self.said["sessionId"]) is not None


@pytest.fixture
async def valkey(valkey_factory: ValkeyFactory) -> Valkey:
    valkey = valkey_factory()
    await valkey.start()
    return valkey


@pytest.fixture
async def workers(mongo_url: str, database_name: str, valkey: Valkey) -> AsyncIterator[tuple[Api, Api]]:
    async with (
        worker(mongo_url, database_name, valkey) as one,
        worker(mongo_url, database_name, valkey) as other,
    ):
        await one.open_account(Role.EDITOR)
        yield one, other


@pytest.fixture
async def login(workers: tuple[Api, Api]) -> Login:
    """A login that both workers know."""
    async with workers[0].client() as client:
        answer = await client.post(LOGIN, json={"email": EMAIL, "password": PASSWORD})
    made = Login(answer.json(), workers)

    async def both_keep_it() -> bool:
        seen = {await made.status(each) for each in (0, 1)}
        return seen == {200} and await made.is_kept(0) and await made.is_kept(1)

    await eventually(both_keep_it)
    return made


async def log_out(api: Api, said: Json) -> None:
    await post(api, f"{AUTH}/logout", said)


async def log_out_everywhere(api: Api, said: Json) -> None:
    await post(api, f"{AUTH}/logout-everywhere", said)


async def change_password(api: Api, _: Json) -> None:
    await api.container.identity.set_password()(email=EMAIL, password=f"{PASSWORD} bis")


async def close(api: Api, _: Json) -> None:
    await changed(api, active=False)


async def revoke(api: Api, _: Json) -> None:
    assert await api.container.identity.revoke_sessions()(email=EMAIL) == 1


async def post(api: Api, path: str, said: Json) -> None:
    async with api.client(said["accessToken"]) as client:
        assert (await client.post(path, json={})).status_code == 204


async def changed(api: Api, **fields: Any) -> None:
    comptes = api.container.ports.comptes()
    compte = await comptes.by_email(EMAIL)

    def change(current: Compte) -> Compte:
        return msgspec.structs.replace(current, **fields)

    await comptes.update(compte.id, change)


@pytest.mark.parametrize("end", [log_out, log_out_everywhere, change_password, close, revoke])
async def test_what_ends_a_login_on_one_worker_ends_it_on_the_other_in_under_a_second(
    workers: tuple[Api, Api], login: Login, end: Ending
) -> None:
    await end(workers[0], login.said)
    ended = time.monotonic()
    assert await login.status(0) == 401

    async def is_over() -> bool:
        return await login.status(1) == 401

    await eventually(is_over, every=0.01)
    assert time.monotonic() - ended < AT_ONCE


async def test_another_role_counts_on_the_other_worker_in_under_a_second(
    workers: tuple[Api, Api], login: Login
) -> None:
    await changed(workers[0], role=Role.VIEWER)
    began = time.monotonic()

    async def is_known() -> bool:
        async with workers[1].client(login.said["accessToken"]) as client:
            return (await client.post("/api/v1/formations", json={})).status_code == 403

    await eventually(is_known, every=0.01)
    assert time.monotonic() - began < AT_ONCE


async def test_it_is_the_message_that_ends_it_and_not_the_time(
    workers: tuple[Api, Api], login: Login
) -> None:
    kept = workers[1].container.ports.kept_standings()
    standing = kept.now()
    kept.now = lambda: standing
    await log_out(workers[0], login.said)

    async def is_forgotten() -> bool:
        return not await login.is_kept(1)

    await eventually(is_forgotten, every=0.01)
    assert await login.status(1) == 401


@pytest.mark.parametrize("end", [log_out_everywhere, change_password, close])
async def test_a_worker_that_hears_nothing_asks_each_time(
    workers: tuple[Api, Api], login: Login, valkey: Valkey, end: Ending
) -> None:
    valkey.kill()

    async def keeps_nothing() -> bool:
        return await login.status(1) == 200 and not await login.is_kept(1)

    await eventually(keeps_nothing)
    await end(workers[0], login.said)
    assert await login.status(1) == 401


async def refreshed(api: Api, token: str) -> httpx.Response:
    async with api.client() as client:
        return await client.post(f"{AUTH}/refresh", json={"refreshToken": token})


async def test_twenty_refreshes_at_once_on_two_workers_have_one_outcome(
    workers: tuple[Api, Api], login: Login
) -> None:
    token = login.said["refreshToken"]
    answers = await asyncio.gather(*(refreshed(workers[n % 2], token) for n in range(20)))
    assert [each.status_code for each in answers] == [200] * 20
    (next_,) = {each.json()["refreshToken"] for each in answers}
    assert next_ != token
    assert (await refreshed(workers[1], next_)).status_code == 200


async def test_twenty_uses_of_an_old_token_end_the_family_with_one_event(
    workers: tuple[Api, Api], login: Login
) -> None:
    old = login.said["refreshToken"]
    first = (await refreshed(workers[0], old)).json()["refreshToken"]
    present = (await refreshed(workers[0], first)).json()
    answers = await asyncio.gather(*(refreshed(workers[n % 2], old) for n in range(20)))
    assert [each.json()["code"] for each in answers] == ["invalid_refresh_token"] * 20
    assert (await refreshed(workers[1], present["refreshToken"])).status_code == 401
    renewed = Login(present, workers)
    assert {await renewed.status(each) for each in (0, 1)} == {401}
    session = await workers[0].container.ports.login_sessions().get(login.said["sessionId"])
    assert (session.ended_because, session.last_event) == (EndReason.TOKEN_REUSED, 2)


async def test_a_rotation_of_keys_needs_no_restart(workers: tuple[Api, Api], login: Login) -> None:
    await workers[0].container.identity.rotate_keys()()
    async with workers[0].client() as client:
        answer = await client.post(LOGIN, json={"email": EMAIL, "password": PASSWORD})
    new = Login(answer.json(), workers)
    assert {await new.status(each) for each in (0, 1)} == {200}
    assert {await login.status(each) for each in (0, 1)} == {200}


async def test_guesses_count_for_all_workers_together(workers: tuple[Api, Api]) -> None:
    async def guess(number: int) -> int:
        async with workers[number % 2].client() as client:
            body = {"email": "nobody@example.com", "password": "x" * 15}
            return (await client.post(LOGIN, json=body)).status_code

    statuses = await asyncio.gather(*(guess(number) for number in range(20)))
    assert (statuses.count(401), statuses.count(429)) == (5, 15)
