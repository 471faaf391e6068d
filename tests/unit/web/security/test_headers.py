"""Every answer, errors and files included, has headers that are worth something."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, cast

import httpx
import pytest
from litestar.types import ASGIApp

from sorbo_core.identity.permissions import Role
from sorbo_core.shared.files.kind import ALLOWANCES
from sorbo_web.inbox.app import InboxApp, with_inbox
from sorbo_web.inbox.mailbox import Mailbox
from support.api import Api, memory_settings
from support.observatory import directives, score
from support.repository_files import read
from support.wire import demande_body

ENOUGH = 115
OF_PROXY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
DEMANDES = "/api/v1/demandes"
Ask = Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]

ANSWERS: dict[str, tuple[int, Ask]] = {
    "root": (200, lambda client: client.get("/")),
    "JSON": (200, lambda client: client.get("/api/v1/formations")),
    "kept JSON": (200, lambda client: client.get("/api/v1/formations?limit=3")),
    "HEAD": (200, lambda client: client.head("/api/v1/formations")),
    "problem": (404, lambda client: client.get("/api/v1/formations/absent")),
    "unknown path": (404, lambda client: client.get("/nowhere")),
    "wrong method": (405, lambda client: client.delete("/api/v1/formations")),
    "body too large": (413, lambda client: client.post(DEMANDES, content=b"x" * 1001)),
    "wrong media type": (415, lambda client: client.post(DEMANDES, content=b"{}")),
    "bad body": (400, lambda client: client.post(DEMANDES, json={})),
    "created": (201, lambda client: client.post(DEMANDES, json=demande_body())),
    "no right": (401, lambda client: client.get(DEMANDES)),
    "options": (204, lambda client: client.options("/api/v1/formations")),
    "documentation": (200, lambda client: client.get("/docs")),
    "errors": (200, lambda client: client.get("/docs/errors")),
    "script": (200, lambda client: client.get("/docs/start.js")),
    "style": (200, lambda client: client.get("/docs/swagger-ui.css")),
    "picture": (200, lambda client: client.get("/docs/favicon-32x32.png")),
    "second door": (200, lambda client: client.get("/api/formations")),
    "refusal of the second door": (404, lambda client: client.get("/api/nowhere")),
    "document": (200, lambda client: client.get("/openapi.json")),
    "file": (200, lambda client: client.get("/api/v1/formations/export")),
    "alive": (200, lambda client: client.get("/health/live")),
    "metrics": (200, lambda client: client.get("/metrics")),
    "path traversal": (404, lambda client: client.get("/docs/..%2fstart.js")),
}


@pytest.fixture(scope="module")
def by_https() -> Api:
    return Api(
        memory_settings(
            SORBO_SITE_URL="https://www.example.com",
            SORBO_BODY_LIMIT="1000",
            SORBO_CORS_ORIGINS="https://www.example.com",
        )
    )


@pytest.fixture
def guarded(by_https: Api) -> Api:
    """The application as it is reached by https."""
    by_https.reset()
    return by_https


@pytest.mark.parametrize("name", ANSWERS)
async def test_an_answer_is_worth_115_and_more(guarded: Api, name: str) -> None:
    status, ask = ANSWERS[name]
    async with guarded.client() as client:
        for _ in range(2):
            answer = await ask(client)
    assert answer.status_code == status, answer.text
    assert score(answer.headers) >= ENOUGH, answer.headers
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"]
    assert answer.headers.get_list("server") == [""]


async def test_refusals_of_too_many_are_too() -> None:
    api = Api(memory_settings(SORBO_SITE_URL="https://www.example.com", SORBO_READS_PER_MINUTE="1"))
    async with api.client() as client:
        await client.get("/")
        refused = await client.get("/")
        kept = await client.get("/api/v1/formations")
    assert [refused.status_code, kept.status_code] == [429, 429]
    assert score(refused.headers) >= ENOUGH
    assert score(kept.headers) >= ENOUGH


async def test_files_of_staff_are_and_are_saved_rather_than_shown(guarded: Api) -> None:
    async with guarded.staff(Role.ADMIN) as staff:
        answer = await staff.get("/api/v1/demandes/export")
    assert score(answer.headers) >= ENOUGH
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["cache-control"] == "private, no-store"


async def test_what_breaks_unforeseen_is_too(guarded: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(**_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(guarded.container.ports.demandes(), "add", broken)
    async with guarded.client() as client:
        answer = await client.post(DEMANDES, json=demande_body())
    assert answer.status_code == httpx.codes.INTERNAL_SERVER_ERROR
    assert score(answer.headers) >= ENOUGH


class _NoMails:
    async def newest(self) -> list[Any]:
        return []

    async def find(self, _: str) -> None:
        return None


@pytest.mark.parametrize("path", ["/inbox", "/inbox/style.css", "/inbox/absent"])
async def test_the_inbox_of_development_is_but_for_https(guarded: Api, path: str) -> None:
    app = with_inbox(guarded.app, cast("ASGIApp", InboxApp(cast("Mailbox", _NoMails()))))
    transport = httpx.ASGITransport(app=cast("Any", app))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answer = await client.get(path)
    assert score({**answer.headers, "strict-transport-security": "max-age=63072000"}) >= ENOUGH
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "https://www.example.com.evil.example"]
)
@pytest.mark.parametrize("path", ["/api/v1/formations", DEMANDES, "/nowhere"])
async def test_pages_from_elsewhere_are_allowed_nothing(guarded: Api, origin: str, path: str) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    async with guarded.client() as client:
        preflight = await client.options(path, headers=asked)
        answer = await client.get(path, headers={"Origin": origin})
    for each in (preflight, answer):
        assert not any(name.startswith("access-control-allow") for name in each.headers)


async def test_pages_of_the_site_may_call_with_cookies_and_others_may_not(guarded: Api) -> None:
    asked = {"Origin": "https://www.example.com", "Access-Control-Request-Method": "POST"}
    async with guarded.client() as client:
        preflight = await client.options(DEMANDES, headers=asked)
    assert preflight.headers["access-control-allow-origin"] == "https://www.example.com"
    assert preflight.headers["access-control-allow-credentials"] == "true"
    async with guarded.client() as client:
        refused = await client.options(DEMANDES, headers={**asked, "Origin": "https://www.example.org"})
    assert not [name for name in refused.headers if name.startswith("access-control-allow-origin")]
    assert "access-control-allow-credentials" not in refused.headers


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, 30),
        ({"content-security-policy": "default-src 'none'; frame-ancestors 'none'"}, 75),
        (
            {
                "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
                "strict-transport-security": "max-age=63072000",
                "x-content-type-options": "nosniff",
            },
            115,
        ),
        (
            {
                "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
                "strict-transport-security": "max-age=63072000",
                "x-content-type-options": "nosniff",
                "referrer-policy": "no-referrer",
                "cross-origin-resource-policy": "same-origin",
                "cross-origin-opener-policy": "same-origin",
                "cross-origin-embedder-policy": "require-corp",
            },
            150,
        ),
        (
            {
                "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline'",
                "strict-transport-security": "max-age=63072000",
                "x-content-type-options": "nosniff",
                "x-frame-options": "DENY",
            },
            80,
        ),
    ],
)
def test_the_score_is_that_of_the_observatory(headers: dict[str, str], expected: int) -> None:
    assert score(headers) == expected


def test_the_proxies_of_the_examples_answer_their_own_errors_as_well() -> None:
    for name in ("sorbo-errors.conf", "Caddyfile"):
        text = read(f"examples/proxy/{name}")
        assert OF_PROXY in text
        assert "max-age=63072000" in text
        assert "nosniff" in text


def test_the_proxies_of_the_examples_let_the_longest_file_through() -> None:
    longest = max(each.most_bytes for each in ALLOWANCES.values())
    for name in ("nginx.conf", "existing-site.conf", "Caddyfile"):
        told = re.findall(r"(?:client_max_body_size|max_size) (\d+)([kKmM])", read(f"examples/proxy/{name}"))
        bodies = [int(figure) * {"k": 1000, "m": 1_000_000}[unit.lower()] for figure, unit in told]
        assert longest < max(bodies) < 1.1 * longest
        assert min(bodies) < longest


@pytest.mark.parametrize("status", [413, 502, 503, 504])
def test_the_pages_of_the_proxy_speak_french_and_english_and_load_nothing_from_elsewhere(status: int) -> None:
    page = read(f"examples/proxy/errors/{status}.html")
    assert '<html lang="fr">' in page
    assert 'lang="en"' in page
    assert "<script" not in page
    assert "style=" not in page
    assert "//" not in page.replace("<!doctype html>", "")


def test_a_policy_is_read_by_directive() -> None:
    assert directives("default-src 'none'; img-src 'self' data:")["img-src"] == ["'self'", "data:"]
