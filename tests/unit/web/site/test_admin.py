"""The login of the existing pages."""

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from sorbo_core.identity.sessions.page_tokens import GOOD_FOR
from support import build
from support.api import PASSWORD, Api, address_of, memory_settings, refused
from support.authenticator import enrol
from support.old_pages import Json, told
from support.wire import ME

LOGIN, VERIFY = "/api/admin/auth/login", "/api/admin/auth/verify"
MANAGING = (Role.EDITOR, Role.RECRUITER, Role.ADMIN, Role.SUPER_ADMIN)


async def log_in(client: httpx.AsyncClient, role: Role, password: str = PASSWORD) -> httpx.Response:
    return await client.post(LOGIN, json={"username": address_of(role), "password": password})


async def token_of(api: Api, role: Role = Role.EDITOR) -> str:
    await api.token(role)
    async with api.client() as client:
        answer = await log_in(client, role)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["data"]["token"])


async def verified(api: Api, token: str) -> httpx.Response:
    async with api.client(token) as client:
        return await client.get(VERIFY)


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.mark.parametrize("role", MANAGING)
async def test_who_manages_the_site_comes_in_and_is_known_again(api: Api, role: Role) -> None:
    await api.open_account(role)
    async with api.client() as client:
        answer = await log_in(client, role)
    body = answer.json()
    assert (answer.status_code, body["success"]) == (200, True)
    assert isinstance(body["data"]["token"], str)
    assert body["data"]["expiresIn"] == "24h"
    user = body["data"]["user"]
    assert (user["email"], user["role"]) == (address_of(role), role)
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    again = await verified(api, body["data"]["token"])
    assert again.status_code == 200
    assert again.json()["data"]["user"]["id"] == user["id"]


@pytest.mark.parametrize("role", sorted(set(Role) - set(MANAGING)))
async def test_who_manages_nothing_of_the_site_does_not_come_in(api: Api, role: Role) -> None:
    await api.open_account(role)
    async with api.client() as client:
        told(await log_in(client, role), 403, "ACCESS_DENIED")
    assert api.stored()["login_sessions"][0] == {}


async def test_unknown_names_and_wrong_passwords_are_answered_alike(api: Api) -> None:
    await api.open_account(Role.EDITOR)
    gone = build.compte(email="parti@example.com").deactivate(by="lead", at=build.NOW)
    await api.container.ports.comptes().add(gone)
    answers = []
    async with api.client() as client:
        for name in (address_of(Role.EDITOR), "nobody@example.com", "parti@example.com", "admin", "a"):
            answer = await client.post(LOGIN, json={"username": name, "password": "short"})
            told(answer, 401, "INVALID_CREDENTIALS")
            answers.append(answer.content)
    assert len(set(answers)) == 1


async def test_who_guesses_too_often_is_told_for_how_long_to_wait(api: Api) -> None:
    await api.open_account(Role.EDITOR)
    known: list[tuple[int, Json]] = []
    unknown: list[tuple[int, Json]] = []
    async with api.client() as client:
        for said, name in ((known, address_of(Role.EDITOR)), (unknown, "nobody@example.com")):
            for _ in range(6):
                answer = await client.post(LOGIN, json={"username": name, "password": "wrong"})
                said.append((answer.status_code, answer.json()))
        locked = await log_in(client, Role.EDITOR)
    assert known == unknown
    assert [status for status, _ in known] == [401] * 5 + [423]
    told(locked, 423, "ACCOUNT_LOCKED")
    assert isinstance(locked.json()["remainingMinutes"], int)
    assert locked.json()["remainingMinutes"] >= 1
    assert int(locked.headers["retry-after"]) >= 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "MISSING_CREDENTIALS"),
        ({"username": "x", "password": ""}, 400, "MISSING_CREDENTIALS"),
        ({"username": {"$ne": None}, "password": "x"}, 400, "MALFORMED"),
        ({"username": "x" * 10_000, "password": "x" * 10_000}, 401, "INVALID_CREDENTIALS"),
    ],
)
async def test_what_is_no_login_is_told_as_json(
    api: Api, body: dict[str, object], status: int, code: str
) -> None:
    async with api.client() as client:
        told(await client.post(LOGIN, json=body), status, code)


async def test_an_account_with_a_second_factor_is_sent_to_the_new_console(api: Api) -> None:
    async with api.staff(Role.EDITOR) as holder:
        await enrol(holder, api.clock)
    before = len(api.stored()["login_sessions"][0])
    async with api.client() as client:
        assert "interface" in told(await log_in(client, Role.EDITOR), 403, "SECOND_FACTOR_REQUIRED")
    assert len(api.stored()["login_sessions"][0]) == before


async def test_so_is_one_that_has_to_have_one_and_has_none() -> None:
    api = Api(memory_settings(SORBO_SECOND_FACTOR_FOR_ADMINS="true"))
    await api.open_account(Role.ADMIN)
    async with api.client() as client:
        told(await log_in(client, Role.ADMIN), 403, "SECOND_FACTOR_REQUIRED")
    assert api.stored()["login_sessions"][0] == {}


async def test_its_token_opens_nothing_else(api: Api) -> None:
    token = await token_of(api)
    async with api.client(token) as client:
        refused(await client.get(ME), 401, "invalid_token")
        refused(await client.get("/api/v1/formations"), 401, "invalid_token")
        refreshed = await client.post("/api/v1/auth/refresh", json={"refreshToken": token})
        refused(refreshed, 401, "invalid_refresh_token")
        told(await client.get("/api/formations"), 401, "INVALID_TOKEN")
    async with api.client() as client:
        cookie = {"Cookie": f"__Host-sorbo_access={token}"}
        refused(await client.get(ME, headers=cookie), 401, "invalid_token")


async def test_no_other_token_opens_the_pages(api: Api) -> None:
    token = await token_of(api)
    access, key = await api.token(Role.EDITOR), await api.key(Role.ADMIN)
    kind, session, until, seal = token.split("~")
    changed = (
        "~".join((kind, session, str(int(until) + 1), seal)),
        "~".join((kind, "0" * 32, until, seal)),
        f"login~{session}~{until}~{seal}",
        "~".join((kind, session, until, "é" * 32)),
        f"{kind}~{session}~²~{seal}",
        token[:-1],
        f"{token}~",
        "x" * 10_000,
        "",
    )
    for other in (access, key, *changed):
        assert (await verified(api, other.encode().decode("latin-1"))).status_code == 401
    async with api.client() as client:
        told(await client.get(VERIFY), 401, "MISSING_TOKEN")
        cookie = {"Cookie": f"__Host-sorbo_access={access}"}
        told(await client.get(VERIFY, headers=cookie), 401, "MISSING_TOKEN")


async def test_it_is_good_for_a_day(api: Api) -> None:
    token = await token_of(api)
    api.clock.advance(GOOD_FOR / 2)
    assert (await verified(api, token)).status_code == 200
    api.clock.advance(GOOD_FOR / 2)
    told(await verified(api, token), 401, "INVALID_TOKEN")


async def test_it_is_over_with_its_session_its_account_and_its_role(api: Api) -> None:
    compte_id = await api.open_account(Role.EDITOR)
    async with api.client() as client:
        tokens = [(await log_in(client, Role.EDITOR)).json()["data"]["token"] for _ in range(2)]
    async with api.staff(Role.SUPER_ADMIN) as lead:
        session = tokens[0].split("~")[1]
        async with api.client(await api.new_token(Role.EDITOR)) as holder:
            ended = await holder.delete(f"/api/v1/auth/sessions/{session}")
            assert ended.is_success, ended.text
        told(await verified(api, tokens[0]), 401, "INVALID_TOKEN")
        assert (await verified(api, tokens[1])).status_code == 200
        changed = await lead.post(f"/api/v1/comptes/{compte_id}/change-role", json={"role": "viewer"})
        assert changed.is_success, changed.text
    told(await verified(api, tokens[1]), 401, "INVALID_TOKEN")


async def test_logins_are_counted_with_all_others() -> None:
    api = Api(memory_settings(SORBO_LOGINS_PER_MINUTE="2"))
    async with api.client() as client:
        for path in (LOGIN, "/api/v1/auth/login"):
            assert (await client.post(path, json={})).status_code == 400
        told(await client.post(LOGIN, json={}), 429, "TOO_MANY_REQUESTS")
