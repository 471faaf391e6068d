"""The second door as a whole: what all its answers have, and what it is when it is shut."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from sorbo_core.shared.counting.tally import ONCE_IN
from sorbo_web.site.door import is_of_the_door
from support.api import Api, memory_settings, refused
from support.build import NOW, formation, logiciel
from support.old_pages import Json, shown, told
from support.operations import operations
from support.site import publication
from support.wire import FORMATIONS, formation_body

PAGES = "https://www.example.com"
ROOM = "33554432"
_READS = sorted(
    each.path
    for each in operations()
    if each.method == "GET" and each.is_public and is_of_the_door(each.path) and "{" not in each.path
)
BROWSER = {"User-Agent": "Mozilla/5.0"}


@pytest.fixture
def dated() -> Api:
    """An application whose door will close, and which pages of one other origin call."""
    return Api(
        memory_settings(SORBO_SITE_SUNSET="2027-12-31", SORBO_CACHE_MEMORY=ROOM, SORBO_CORS_ORIGINS=PAGES)
    )


@pytest.fixture
async def caller(dated: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with dated.client() as client:
        yield client


@pytest.mark.parametrize(
    "path",
    ["/api/formations", "/api/nowhere", "//api//formations", "/api", "/api/", "/api/v1x"],
)
def test_the_door_is_what_is_below_api(path: str) -> None:
    assert is_of_the_door(path)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1",
        "/api/v1/",
        "/api/v1/formations",
        "//api//v1/formations",
        "/api/v2/formations",
        "/apis",
        "/",
        "/docs/api/",
    ],
)
def test_versions_and_all_else_are_no_part_of_it(path: str) -> None:
    assert not is_of_the_door(path)


@pytest.mark.parametrize("path", [*_READS, "/api/nowhere", "/api/logiciels/absent/download"])
async def test_every_answer_tells_that_the_door_is_old_and_when_it_closes(
    caller: httpx.AsyncClient, path: str
) -> None:
    for _ in range(2):  # the second one may be kept
        answer = await caller.get(path)
        assert answer.headers.get_list("deprecation") == ["@1767225600"]
        assert answer.headers.get_list("sunset") == ["Fri, 31 Dec 2027 00:00:00 GMT"]
        assert 'rel="successor-version"' in answer.headers["link"]
    assert datetime.fromtimestamp(1767225600, UTC) == datetime(2026, 1, 1, tzinfo=UTC)


async def test_without_a_date_there_is_no_sunset_and_the_first_door_has_neither(
    visitor: httpx.AsyncClient,
) -> None:
    old, new = await visitor.get("/api/formations"), await visitor.get(FORMATIONS)
    assert "deprecation" in old.headers
    assert "sunset" not in old.headers
    assert "deprecation" not in new.headers


async def test_what_was_answered_once_is_answered_from_the_cache_until_it_changes(
    dated: Api, caller: httpx.AsyncClient
) -> None:
    async with dated.staff(Role.EDITOR) as staff:
        made = (await staff.post(FORMATIONS, json=formation_body())).json()
        assert shown(await caller.get("/api/formations")) == []
        again = await caller.get("/api/formations")
        assert again.headers["cache-status"] == "sorbo; hit"
        await staff.post(f"{FORMATIONS}/{made['id']}/publish")
    answer = await caller.get("/api/formations")
    assert answer.headers["cache-status"] == "sorbo; fwd=miss; stored"
    assert [each["id"] for each in shown(answer)] == [made["id"]]
    known = {"If-None-Match": answer.headers["etag"]}
    assert (await caller.get("/api/formations", headers=known)).status_code == 304


async def test_another_page_of_a_list_asks_nobody_anew(dated: Api, caller: httpx.AsyncClient) -> None:
    entries = dated.container.ports.formations()
    for title in ("Un", "Deux"):
        await entries.add(formation(title=title).publish(at=NOW))
    assert len(shown(await caller.get("/api/formations"))) == 2
    # Behind the back of what tells of changes: whoever asks for it would find it.
    await entries._repository.add(formation(title="Trois").publish(at=NOW))
    assert len(shown(await caller.get("/api/formations?page=1"))) == 2
    for _ in range(2):
        behind = await caller.get("/api/formations?page=9")
        assert shown(behind) == []
        assert "cache-status" not in behind.headers
    await entries.add(formation(title="Quatre").publish(at=NOW))
    assert len(shown(await caller.get("/api/formations"))) == 4


async def test_a_page_of_another_origin_asks_first_and_may_then_read(caller: httpx.AsyncClient) -> None:
    asked = {"Origin": PAGES, "Access-Control-Request-Headers": "content-type"}
    for method, path in (
        ("GET", "/api/formations"),
        ("GET", "/api/logiciels"),
        ("GET", "/api/logiciels/1/download"),
        ("GET", "/api/health"),
        ("POST", "/api/zoho-proxy/send"),
        ("PUT", "/api/publications/1/telecharger"),
    ):
        wanted = {**asked, "Access-Control-Request-Method": method}
        answer = await caller.options(path, headers=wanted)
        assert answer.status_code == 204
        assert answer.headers["access-control-allow-origin"] == PAGES
        assert method in answer.headers["access-control-allow-methods"]
        assert "content-type" in answer.headers["access-control-allow-headers"].lower()
    for path in ("/api/formations", "/api/formations", "/api/nowhere"):
        answer = await caller.get(path, headers={"Origin": PAGES})
        assert answer.headers["access-control-allow-origin"] == PAGES
        assert answer.headers["vary"] != "*"


async def test_a_page_of_an_unknown_origin_is_answered_without_permission(caller: httpx.AsyncClient) -> None:
    answer = await caller.get("/api/formations", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


async def test_the_health_of_the_service_is_asked_for_without_end() -> None:
    api = Api(memory_settings(SORBO_READS_PER_MINUTE="2"))
    async with api.client() as client:
        for _ in range(5):
            answer = await client.get("/api/health", headers={"Accept": "application/json"})
            assert answer.status_code == 200
        body = answer.json()
        assert body["success"] is True
        assert body["message"]
        assert datetime.fromisoformat(body["timestamp"]) == NOW
        for _ in range(2):
            await client.get("/api/formations")
        told(await client.get("/api/formations"), 429, "TOO_MANY_REQUESTS")


async def test_what_the_service_says_of_itself(api: Api, visitor: httpx.AsyncClient) -> None:
    await api.container.ports.formations().add(formation().publish(at=NOW))
    for path in ("/api/test", "/api/info"):
        assert (await visitor.get(path)).json()["success"] is True
    figures = (await visitor.get("/api/stats")).json()["data"]
    assert set(figures) == {
        "formations",
        "logiciels",
        "projets",
        "emplois",
        "actualites",
        "publications",
        "sessions",
    }


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nowhere", 404, "ROUTE_NOT_FOUND"),
        ("GET", "/api/formations/absent", 404, "ROUTE_NOT_FOUND"),
        ("GET", "/api/users/login", 404, "ROUTE_NOT_FOUND"),
        ("GET", "/api/auth/me", 404, "ROUTE_NOT_FOUND"),
        ("GET", "/api/logiciels/undefined/download", 404, "LOGICIEL_NOT_FOUND"),
        ("PUT", "/api/publications/1/telecharger", 404, "PUBLICATION_NOT_FOUND"),
        ("PUT", "/api/publications/%00/telecharger", 404, "PUBLICATION_NOT_FOUND"),
        ("POST", "/api/actualites", 405, "METHOD_NOT_ALLOWED"),
        ("POST", "/api/logiciels", 405, "METHOD_NOT_ALLOWED"),
        ("DELETE", "/api/formations", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "/api/formations?x[$ne]=1", 400, "MALFORMED"),
        ("GET", "/api/formations?limit=-1", 400, "MALFORMED"),
        ("GET", "/api/formations?page=1&page=2", 400, "MALFORMED"),
        ("GET", "/api/formations?%3Cscript%3E=1", 400, "MALFORMED"),
        ("POST", "/api/contact", 415, "UNSUPPORTED_MEDIA_TYPE"),
    ],
)
async def test_what_is_refused_is_told_in_french_in_the_envelope_of_the_pages(
    visitor: httpx.AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    headers = {"Accept-Language": "en", "Content-Type": "text/x"}
    answer = await visitor.request(method, path, headers=headers, content=b"x")
    message = told(answer, status, code)
    assert answer.headers["content-language"] == "fr"
    assert not set(message) & set("<>\"'")
    assert answer.json()["requestId"] == answer.headers["x-request-id"]


async def test_head_is_answered_without_a_body_refused_or_not(visitor: httpx.AsyncClient) -> None:
    for path, status in (("/api/formations", 200), ("/api/nowhere", 404)):
        answer = await visitor.head(path)
        assert (answer.status_code, answer.content) == (status, b"")
        assert answer.headers["content-type"] == "application/json"


async def test_a_body_that_is_too_large_is_refused_in_the_envelope_too(visitor: httpx.AsyncClient) -> None:
    told(await visitor.post("/api/contact", json={"message": "x" * 300_000}), 413, "BODY_TOO_LARGE")


async def test_shut_the_door_is_not_there() -> None:
    api = Api(memory_settings(SORBO_SITE_DOOR="false"))
    async with api.client() as client:
        for path in ("/api/health", "/api/formations", "/api/admin/auth/verify"):
            answer = await client.get(path)
            refused(answer, 404, "route_not_found")
            assert "deprecation" not in answer.headers
        assert (await client.get(FORMATIONS)).status_code == 200


async def test_the_door_is_no_part_of_the_documentation(visitor: httpx.AsyncClient) -> None:
    paths = (await visitor.get("/openapi.json")).json()["paths"]
    assert [path for path in paths if is_of_the_door(path)] == []


async def test_a_download_of_a_publication_counts_once(api: Api, visitor: httpx.AsyncClient) -> None:
    entry = publication().publish(at=NOW)
    await api.container.ports.publications().add(entry)
    path = f"/api/publications/{entry.id}/telecharger"
    for _ in range(2):
        answer = await visitor.put(path, headers=BROWSER)
        assert answer.json()["data"]["_id"] == entry.id
    async with api.staff(Role.EDITOR) as staff:
        await staff.put(path, headers=BROWSER)
    api.clock.advance(ONCE_IN)
    await visitor.put(path, headers=BROWSER)
    await api.container.counting.tally().flush()
    (listed,) = shown(await visitor.get("/api/publications"))
    assert listed["telechargements"] == 2


async def test_a_draft_cannot_be_downloaded(api: Api) -> None:
    entry = await api.container.ports.publications().add(publication())
    other = await api.container.ports.logiciels().add(logiciel(download="/a.rar"))
    async with api.staff(Role.EDITOR) as staff:
        told(await staff.put(f"/api/publications/{entry.id}/telecharger"), 404, "PUBLICATION_NOT_FOUND")
        told(await staff.get(f"/api/logiciels/{other.id}/download"), 404, "LOGICIEL_NOT_FOUND")


async def test_a_logiciel_says_where_it_is(api: Api, visitor: httpx.AsyncClient) -> None:
    entry = logiciel(download="/OH-Route v1.1.rar", demo="https://example.com/essai?a=1&b=2")
    await api.container.ports.logiciels().add(entry.publish(at=NOW))
    answer = await visitor.get(f"/api/logiciels/{entry.id}/download", headers=BROWSER)
    assert answer.json()["data"] == {
        "nom": "OH Route",
        "downloadUrl": "http://localhost:5000/OH-Route%20v1.1.rar",
        "trialUrl": "https://example.com/essai?a=1&b=2",
    }
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("changes", [{"download": None}, {"download": "/a.rar", "available": False}])
async def test_a_logiciel_that_cannot_be_had_is_not_there(
    api: Api, visitor: httpx.AsyncClient, changes: Json
) -> None:
    entry = await api.container.ports.logiciels().add(logiciel(**changes).publish(at=NOW))
    told(await visitor.get(f"/api/logiciels/{entry.id}/download"), 404, "LOGICIEL_NOT_FOUND")
