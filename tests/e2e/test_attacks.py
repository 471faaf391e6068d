"""What attackers send, beside tokens of their own making, against a served API."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest_asyncio

from sorbo_adapters.embedded.ports import free_port
from support.operations import Operation, operations
from support.program import Program
from support.wire import LOGIN, ME

from .conftest import Servers, Site

EMAIL, PASSWORD = "admin@example.com", "une phrase de passe assez longue"
CREDENTIALS = {"email": EMAIL, "password": PASSWORD}
AUTH = "/api/v1/auth"
SITE = "https://www.example.com"
_GET = b"GET /api/v1/formations HTTP/1.1\r\nHost: localhost\r\n"
_MANY = "1000000000"
_UNLIMITED = {f"SORBO_{each}_PER_MINUTE": _MANY for each in ("WRITES", "ACCOUNT_WRITES", "FORMS", "UPLOADS")}
_OURS_TO_SET = {
    "id": "mine",
    "_id": "mine",
    "version": 99,
    "createdAt": "2000-01-01T00:00:00Z",
    "updatedAt": "2000-01-01T00:00:00Z",
    "publishedAt": "2000-01-01T00:00:00Z",
    "events": [],
    "lastEvent": 99,
    "passwordHash": "mine",
    "permissions": ["admins:manage"],
    "isAdmin": True,
    "active": True,
    "role": "super-admin",
    "__proto__": {"role": "super-admin"},
    "$set": {"role": "super-admin"},
}
_ALONE = ("id", "version", "role", "passwordHash", "__proto__")

_PATHS = (
    "/files/../../../etc/passwd",
    "/files/..%2f..%2f..%2fetc%2fpasswd",
    "/files/%2e%2e/%2e%2e/etc/passwd",
    "/files/x/..%5c..%5cetc%5cpasswd",
    "/api/v1/../../etc/passwd",
    "/api/v1/files/..%2f..%2fetc%2fpasswd",
    "//etc/passwd",
    "/files/%00/etc/passwd",
    "/docs/..%2f..%2fpyproject.toml",
)
_INJECTED = (
    b"GET /api/v1/formations/%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: localhost\r\n",
    b"GET /api/v1/formations?sort=%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: localhost\r\n",
    _GET + b"Origin: https://a.example\r\n Set-Cookie: a=b\r\n",
    _GET + b"X-Request-Id: abcdefgh%0d%0aSet-Cookie: a=b\r\n",
    _GET + b"Accept-Language: fr\rSet-Cookie: a=b\r\n",
    b"GET /files/0/%0d%0aSet-Cookie:%20a=b.pdf HTTP/1.1\r\nHost: localhost\r\n",
)


class Town:
    """An API whose clients come through a trusted proxy, from any address that a test says."""

    def __init__(self, api: Program, servers: Servers) -> None:
        self.api = api
        self.servers = servers

    async def post(self, path: str, body: Any, *, address: str = "10.0.0.1") -> httpx.Response:
        return await self.api.client.post(path, json=body, headers={"X-Forwarded-For": address})


@pytest_asyncio.fixture
async def town(tmp_path: Path, servers: Servers) -> AsyncIterator[Town]:
    servers.settings |= {
        "SORBO_SITE_URL": SITE,
        "SORBO_TRUSTED_PROXIES": "127.0.0.1",
        "SORBO_LOGINS_PER_MINUTE": _MANY,
        **_UNLIMITED,
    }
    made = servers.run("create-admin", EMAIL, "--password-stdin", stdin=f"{PASSWORD}\n")
    assert made.returncode == 0, made.stderr
    async with Program("serve", folder=tmp_path, settings=servers.settings, port=free_port()) as api:
        yield Town(api, servers)


async def logged_in(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.post(LOGIN, json=CREDENTIALS)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def raw(api: Program, request: bytes) -> bytes:
    """Return the answer to bytes that no client library would send."""
    url = api.client.base_url
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(request)
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    return answer


def _writes() -> list[Operation]:
    # What providers send us is theirs to shape, and signed.
    ours = (each for each in operations() if not each.path.startswith("/api/v1/incoming-webhooks/"))
    return [each for each in ours if each.body is not None and each.path.startswith("/api/v1/")]


async def test_no_route_takes_members_that_are_ours_to_set(town: Town) -> None:
    said = await logged_in(town.api.client)
    headers, taken = {"Authorization": f"Bearer {said['accessToken']}"}, []
    for operation in _writes():
        for name, body in _with_more(operation):
            kind = "application/merge-patch+json" if operation.method == "PATCH" else "application/json"
            answer = await town.api.client.request(
                operation.method, operation.at(), content=body, headers={**headers, "Content-Type": kind}
            )
            if answer.status_code != 400 or name not in answer.text:
                taken.append((operation.name, name, answer.status_code))
    assert taken == []


def _with_more(operation: Operation) -> Iterator[tuple[str, str]]:
    """Yield members that somebody adds to a body, each alone and then one with all the others."""
    own = operation.body or {}
    # What is the form's own is no attack: a role, of who may give one.
    foreign = {name: value for name, value in _OURS_TO_SET.items() if name not in own}
    for name in _ALONE:
        if name in foreign:
            yield name, json.dumps(own | {name: foreign[name]})
    yield "_id", json.dumps(own | {"_id": "mine"} | foreign)


async def test_no_path_leads_out(site: Site) -> None:
    for path in _PATHS:
        asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        answer = await raw(site.api, asked.encode())
        assert 400 <= int(answer.split(b" ", 2)[1]) < 500, path
        assert b"root:" not in answer, path


async def test_no_field_is_injected_into_an_answer(site: Site) -> None:
    for injected in _INJECTED:
        answer = await raw(site.api, injected + b"Connection: close\r\n\r\n")
        head = answer.partition(b"\r\n\r\n")[0].lower()
        assert b"set-cookie" not in head.replace(b"%0d%0aset-cookie", b""), injected
        assert not head.startswith(b"http/1.1 5"), injected


async def test_no_page_of_another_origin_writes_with_cookies(town: Town) -> None:
    client, by_cookie = town.api.client, CREDENTIALS | {"delivery": "cookie"}
    entered = await client.post(LOGIN, json=by_cookie, headers={"Origin": SITE})
    assert entered.status_code == 200, entered.text
    pairs = (field.partition(";")[0] for field in entered.headers.get_list("set-cookie"))
    cookie = {"Cookie": "; ".join(pairs)}
    for origin in ("https://evil.example", "null", "http://localhost.evil.example", "", None):
        headers = cookie if origin is None else cookie | {"Origin": origin}
        answer = await client.post(f"{AUTH}/logout-everywhere", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "origin_refused"), origin
    simple = await client.patch(
        f"{AUTH}/me/profile", content="{}", headers={**cookie, "Content-Type": "text/plain"}
    )
    assert simple.status_code in {403, 415}
    assert (await client.get(ME, headers=cookie)).status_code == 200, "nobody was logged out"


async def test_whoever_says_that_they_come_from_elsewhere_is_counted_where_they_are(site: Site) -> None:
    statuses = []
    for number in range(20):
        address = f"192.0.2.{number}"
        fields = {
            "X-Forwarded-For": address,
            "X-Real-IP": address,
            "Forwarded": f"for={address}",
            "X-Client-IP": address,
            "True-Client-IP": address,
        }
        answer = await site.api.client.post(
            LOGIN, json={"email": "a@example.com", "password": "x" * 20}, headers=fields
        )
        statuses.append(answer.status_code)
    assert 429 in statuses


async def test_who_logged_in_before_gets_in_while_many_addresses_guess(town: Town) -> None:
    device = (await logged_in(town.api.client))["deviceToken"]

    async def guess(number: int) -> int:
        wrong = {"email": EMAIL, "password": f"une phrase assez longue {number}"}
        return (await town.post(LOGIN, wrong, address=f"10.{number}.0.1")).status_code

    guesses = [await guess(number) for number in range(40)]
    assert guesses.count(401) < 20, "strangers are told to wait, wherever they come from"
    stranger = await town.post(LOGIN, CREDENTIALS, address="10.99.0.1")
    assert (stranger.status_code, stranger.json()["code"]) == (429, "too_many_guesses")
    known = await town.post(LOGIN, CREDENTIALS | {"deviceToken": device}, address="10.98.0.1")
    assert known.status_code == 200, known.text
