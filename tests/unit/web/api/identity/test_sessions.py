"""Going on with a login over HTTP: tokens, cookies, pages, and the end of it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import httpx
import pytest

from sorbo_adapters.memory.mail import MemoryMailer
from sorbo_adapters.security.passwords import Argon2Hasher
from sorbo_core.identity.permissions import Role
from support.api import PASSWORD, Api, address_of, memory_settings, refused
from support.wire import FORMATIONS, LOGIN, ME, formation_body

AUTH = "/api/v1/auth"
REFRESH, LOGOUT, EVERYWHERE, SESSIONS = (
    f"{AUTH}/{name}" for name in ("refresh", "logout", "logout-everywhere", "sessions")
)
JWKS = "/.well-known/jwks.json"
SITE = {"Origin": "https://www.example.com"}
CREDENTIALS = {"email": address_of(Role.EDITOR), "password": PASSWORD}
ACCESS, NEXT, DEVICE = (f"__Host-sorbo_{name}" for name in ("access", "refresh", "device"))


@pytest.fixture(scope="module")
def by_https() -> Api:
    return Api(memory_settings(SORBO_SITE_URL="https://www.example.com"))


@pytest.fixture
def api(by_https: Api) -> Api:
    """The application as it is reached by https, without accounts."""
    by_https.reset()
    by_https.close_accounts()
    by_https.container.ports.login_sessions()._documents.clear()
    return by_https


@pytest.fixture
async def browser(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that is logged in, on a page of the site."""
    await api.open_account(Role.EDITOR)
    async with api.client() as client:
        answer = await client.post(LOGIN, json={**CREDENTIALS, "delivery": "cookie"}, headers=SITE)
        assert answer.status_code == 200, answer.text
        yield client


@pytest.fixture
async def program(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    """A program without a login."""
    await api.open_account(Role.EDITOR)
    async with api.client() as client:
        yield client


async def login(client: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    answer = await client.post(LOGIN, json=CREDENTIALS | more)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def cookies_of(answer: httpx.Response) -> SimpleCookie:
    cookies: SimpleCookie = SimpleCookie()
    for header in answer.headers.get_list("set-cookie"):
        cookies.load(header)
    return cookies


async def test_a_program_goes_on_with_what_the_answer_gives_it(program: httpx.AsyncClient) -> None:
    said = await login(program)
    assert said["status"] == "complete"
    answer = await program.post(REFRESH, json={"refreshToken": said["refreshToken"]})
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    renewed = answer.json()
    assert renewed["refreshToken"] != said["refreshToken"]
    assert renewed["sessionId"] == said["sessionId"]
    assert (await program.get(ME, headers=bearer(renewed["accessToken"]))).status_code == 200


async def test_an_access_token_that_is_over_does_not_keep_its_program_out(
    api: Api, program: httpx.AsyncClient
) -> None:
    said = await login(program)
    api.clock.advance(timedelta(hours=1))
    program.headers.update(bearer(said["accessToken"]))
    refused(await program.get(ME), 401, "invalid_token")
    assert (await program.post(REFRESH, json={"refreshToken": said["refreshToken"]})).status_code == 200
    await login(program)


@pytest.mark.parametrize("body", [{}, {"refreshToken": None}, {"refreshToken": "refresh~a~b~c"}])
async def test_without_a_refresh_token_there_is_no_going_on(program: httpx.AsyncClient, body: Any) -> None:
    answer = await program.post(REFRESH, json=body)
    refused(answer, 401, "invalid_refresh_token")


async def test_a_browser_gets_cookies_that_no_script_and_no_other_site_has(api: Api) -> None:
    await api.open_account(Role.EDITOR)
    async with api.client() as client:
        answer = await client.post(LOGIN, json={**CREDENTIALS, "delivery": "cookie"}, headers=SITE)
    said = answer.json()
    assert (said["accessToken"], said["refreshToken"], said["deviceToken"]) == (None, None, None)
    assert set(cookies_of(answer)) == {ACCESS, NEXT, DEVICE}
    for header in answer.headers.get_list("set-cookie"):
        parts = {part.strip().lower() for part in header.split(";")}
        assert {"path=/", "secure", "httponly", "samesite=strict"} <= parts
        assert not any(part.startswith("domain") for part in parts)


async def test_a_browser_goes_on_with_its_cookies(browser: httpx.AsyncClient) -> None:
    assert (await browser.get(ME)).json()["role"] == "editor"
    before = browser.cookies[NEXT]
    answer = await browser.post(REFRESH, json={}, headers=SITE)
    assert answer.status_code == 200
    assert answer.json()["accessToken"] is None
    assert browser.cookies[NEXT] != before
    assert (await browser.get(ME)).status_code == 200


async def test_what_a_cookie_reads_is_kept_by_nobody(browser: httpx.AsyncClient) -> None:
    for path in (ME, SESSIONS, FORMATIONS):
        answer = await browser.get(path)
        assert answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://www.example.com"},
        {"Sec-Fetch-Site": "same-origin"},
    ],
)
async def test_a_page_of_the_site_writes_with_a_cookie(
    browser: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    assert (await browser.post(FORMATIONS, json=formation_body(), headers=headers)).status_code == 201


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://www.example.com"},
        {"Origin": "https://www.example.com.evil.example"},
        {"Origin": "https://www.example.com:8443"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Referer": "https://www.example.com/"},
    ],
)
async def test_another_page_does_not_write_with_a_cookie(
    api: Api, browser: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    before = api.stored()
    for path, body in (
        (FORMATIONS, formation_body()),
        (REFRESH, {}),
        (LOGOUT, {}),
        (EVERYWHERE, None),
    ):
        refused(await browser.post(path, json=body, headers=headers), 403, "origin_refused")
    assert api.stored() == before
    browser.cookies.clear()
    login = await browser.post(LOGIN, json={**CREDENTIALS, "delivery": "cookie"}, headers=headers)
    refused(login, 403, "origin_refused")


async def test_a_form_does_not_write_with_a_cookie(browser: httpx.AsyncClient) -> None:
    for media in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = await browser.post(REFRESH, content=b"{}", headers={**SITE, "Content-Type": media})
        refused(answer, 415, "unsupported_media_type")


async def test_a_token_counts_before_a_cookie_of_the_same_account(browser: httpx.AsyncClient) -> None:
    answer = await browser.post(LOGIN, json=CREDENTIALS, headers=SITE)
    said = answer.json()
    own = {**bearer(said["accessToken"])}
    browser.headers.update(own)
    assert (await browser.post(FORMATIONS, json=formation_body())).status_code == 201


async def test_a_token_and_a_cookie_of_two_accounts_are_refused(api: Api, browser: httpx.AsyncClient) -> None:
    other = bearer(await api.token(Role.ADMIN))
    for path in (ME, FORMATIONS):
        refused(await browser.get(path, headers=other), 401, "credentials_disagree")


@pytest.mark.parametrize("both", [True, False])
async def test_a_cookie_that_comes_twice_is_none(browser: httpx.AsyncClient, *, both: bool) -> None:
    cookie = f"{ACCESS}={browser.cookies[ACCESS]}"
    browser.cookies.clear()
    answer = await browser.get(ME, headers={"Cookie": f"{cookie}; {cookie}" if both else cookie})
    assert answer.status_code == (401 if both else 200)


async def test_a_cookie_that_is_over_makes_a_visitor_where_visitors_may_be(
    api: Api, browser: httpx.AsyncClient
) -> None:
    dead = {"Cookie": f"{ACCESS}={browser.cookies[ACCESS]}"}
    api.clock.advance(timedelta(hours=1))
    browser.cookies.clear()
    assert (await browser.get(FORMATIONS, headers=dead)).status_code == 200
    refused(await browser.get(ME, headers=dead), 401, "invalid_token")


async def test_who_logs_out_is_forgotten_by_the_browser_and_known_as_a_device(
    browser: httpx.AsyncClient,
) -> None:
    held = dict(browser.cookies)
    answer = await browser.post(LOGOUT, json={}, headers=SITE)
    assert answer.status_code == 204
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert answer.headers["cache-control"] == "no-store"
    assert set(browser.cookies) == {DEVICE}
    stolen = {"Cookie": "; ".join(f"{name}={value}" for name, value in held.items())}
    refused(await browser.get(ME, headers=stolen), 401, "invalid_token")
    again = await browser.post(REFRESH, json={}, headers=SITE | stolen)
    refused(again, 401, "invalid_refresh_token")


async def test_a_program_logs_out_by_either_token(program: httpx.AsyncClient) -> None:
    by_refresh, by_access = await login(program), await login(program)
    body = {"refreshToken": by_refresh["refreshToken"]}
    assert (await program.post(LOGOUT, json=body)).status_code == 204
    assert (await program.post(LOGOUT, json={}, headers=bearer(by_access["accessToken"]))).status_code == 204
    for said in (by_refresh, by_access):
        refused(await program.get(ME, headers=bearer(said["accessToken"])), 401, "invalid_token")
    refused(await program.post(LOGOUT, json={}), 401, "authentication_required")


async def test_logging_out_everywhere_ends_what_others_hold(program: httpx.AsyncClient) -> None:
    logins = [await login(program) for _ in range(3)]
    assert (await program.post(EVERYWHERE, headers=bearer(logins[0]["accessToken"]))).status_code == 204
    for said in logins:
        refused(await program.get(ME, headers=bearer(said["accessToken"])), 401, "invalid_token")


async def test_people_see_where_they_are_logged_in_and_end_it(api: Api, program: httpx.AsyncClient) -> None:
    program.headers["User-Agent"] = "Un navigateur\x07"
    here = await login(program)
    api.clock.advance(timedelta(minutes=5))
    there = await login(program)
    program.headers.update(bearer(here["accessToken"]))
    shown = (await program.get(SESSIONS)).json()["items"]
    assert [(each["id"], each["current"]) for each in shown] == [
        (there["sessionId"], False),
        (here["sessionId"], True),
    ]
    assert (shown[0]["device"], shown[0]["address"]) == ("Un navigateur", "192.0.2.1")
    assert set(shown[0]) == {"id", "device", "address", "createdAt", "lastUsedAt", "endsAt", "current"}
    ended = await program.delete(f"{SESSIONS}/{there['sessionId']}")
    assert ended.status_code == 204
    refused(await program.get(ME, headers=bearer(there["accessToken"])), 401, "invalid_token")


async def test_a_session_of_somebody_else_is_not_there(api: Api, program: httpx.AsyncClient) -> None:
    own = await login(program)
    async with api.staff(Role.ADMIN) as admin:
        for id_ in (own["sessionId"], "nothing", "%00", "a%2Fb"):
            assert (await admin.delete(f"{SESSIONS}/{id_}")).status_code == 404
        refused(await admin.delete(f"{SESSIONS}/{own['sessionId']}"), 404, "login_session_not_found")
    assert (await program.get(ME, headers=bearer(own["accessToken"]))).status_code == 200


async def test_too_many_wrong_passwords_are_told_when_to_come_back(program: httpx.AsyncClient) -> None:
    device = (await login(program))["deviceToken"]
    for _ in range(5):
        await program.post(LOGIN, json=CREDENTIALS | {"password": "x" * 15})
    answer = await program.post(LOGIN, json=CREDENTIALS)
    refused(answer, 429, "too_many_guesses")
    assert answer.headers["retry-after"] == "1"
    await login(program, deviceToken=device)


async def test_a_browser_that_was_logged_in_is_not_delayed_by_others(
    api: Api, browser: httpx.AsyncClient
) -> None:
    await browser.post(LOGOUT, json={}, headers=SITE)
    async with api.client() as attacker:
        for _ in range(5):
            await attacker.post(LOGIN, json=CREDENTIALS | {"password": "x" * 15})
        refused(await attacker.post(LOGIN, json=CREDENTIALS), 429, "too_many_guesses")
    answer = await browser.post(LOGIN, json={**CREDENTIALS, "delivery": "cookie"}, headers=SITE)
    assert answer.status_code == 200


async def test_a_flood_of_logins_is_turned_away_and_counts_as_no_guess() -> None:
    api, hasher = Api(), Argon2Hasher(threads=1, waiting=0)
    api.replace("password_hasher", hasher)
    await api.open_account(Role.EDITOR)
    hasher._inside = 1
    async with api.client() as client:
        for _ in range(10):
            answer = await client.post(LOGIN, json=CREDENTIALS)
            refused(answer, 503, "unavailable")
            assert answer.headers["retry-after"]
        hasher._inside = 0
        await login(client)
    hasher.close()


async def test_the_keys_are_public_and_a_rotation_changes_who_signs(
    api: Api, program: httpx.AsyncClient
) -> None:
    before = await login(program)
    await api.container.identity.rotate_keys()()
    answer = await program.get(JWKS)
    assert answer.headers["cache-control"].startswith("public, max-age=")
    assert [set(key) for key in answer.json()["keys"]] == [{"kty", "crv", "alg", "use", "kid", "x"}] * 2
    after = await login(program)
    for said in (before, after):
        assert (await program.get(ME, headers=bearer(said["accessToken"]))).status_code == 200


async def test_who_uses_an_old_token_ends_the_session_and_one_mail_warns_its_holder(
    api: Api, program: httpx.AsyncClient
) -> None:
    mailer = MemoryMailer()
    api.replace("mailer", mailer)
    said = await login(program)
    body = {"refreshToken": said["refreshToken"]}
    renewed = (await program.post(REFRESH, json=body)).json()
    api.clock.advance(timedelta(seconds=11))
    for _ in range(3):
        refused(await program.post(REFRESH, json=body), 401, "invalid_refresh_token")
    refused(await program.get(ME, headers=bearer(renewed["accessToken"])), 401, "invalid_token")
    while await api.container.delivery.relay_events()():
        pass
    (warning,) = mailer.sent
    assert warning.to == address_of(Role.EDITOR)
    assert warning.content.subject == "Une connexion à votre compte a été coupée – Sorbo Ingénierie"
    for said_of_it in ("02/03/2026 à 09:30", "192.0.2.1", "python-httpx"):
        assert said_of_it in warning.content.text


async def test_who_logs_out_gets_no_mail(api: Api, program: httpx.AsyncClient) -> None:
    mailer = MemoryMailer()
    api.replace("mailer", mailer)
    said = await login(program)
    await program.post(LOGOUT, json={"refreshToken": said["refreshToken"]})
    while await api.container.delivery.relay_events()():
        pass
    assert mailer.sent == []


async def test_logging_in_again_ends_the_session_that_the_browser_had(browser: httpx.AsyncClient) -> None:
    (before,) = (await browser.get(SESSIONS)).json()["items"]
    again = await browser.post(LOGIN, json={**CREDENTIALS, "delivery": "cookie"}, headers=SITE)
    assert again.status_code == 200
    (now,) = (await browser.get(SESSIONS)).json()["items"]
    assert now["id"] != before["id"]
    assert now["current"]
