"""A folder of pages, served beside the API from one origin."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from sorbo_web.site.pages.ranges import Part, Unsatisfiable, part_of
from sorbo_web.wiring.settings import SettingsError
from support.api import Api, memory_settings, refused
from support.observatory import directives

HOME = "<!doctype html><title>Accueil</title>" + "<p>Bienvenue.</p>" * 200
LARGE = bytes(range(256)) * 3000


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    around = tmp_path_factory.mktemp("around")
    root = around / "site"
    for name, content in {
        "index.html": HOME.encode(),
        "contact.html": b"<p>Contact",
        "admin/index.html": b"<p>Admin",
        "css/style.css": b"p { color: black }",
        "js/script.js": b"void 0",
        "images/image 01.jpg": b"\xff\xd8",
        "documents/n\u00b02 \u00e9t\u00e9.pdf": b"%PDF",
        "downloads/grand.rar": LARGE,
        "vide.txt": b"",
        "data/details.json": b"{}",
        "api/formations.html": b"<p>Not this one",
        ".env": b"SECRET",
        ".git/config": b"SECRET",
        "vercel.json": b"SECRET",
        "package.json": b"SECRET",
        "server-railway.js": b"SECRET",
        "backend/server.js": b"SECRET",
        "backend/index.html": b"SECRET",
        "node_modules/x/index.js": b"SECRET",
        "notes.md": b"SECRET",
        "script.py": b"SECRET",
        "no-type": b"SECRET",
    }.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (around / "outside.html").write_text("SECRET")
    (root / "link.html").symlink_to(around / "outside.html")
    (root / "inside.html").symlink_to(root / "contact.html")
    return root


@pytest.fixture(scope="module")
def served(root: Path) -> Api:
    """The application with the folder. Building one takes longer than most tests: they share it."""
    return Api(memory_settings(SORBO_SITE_DIR=str(root)))


@pytest.fixture
async def pages(served: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with served.client() as client:
        client.headers["Accept-Encoding"] = "identity"
        yield client


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/contact.html", "text/html; charset=utf-8"),
        ("/inside.html", "text/html; charset=utf-8"),
        ("/admin/", "text/html; charset=utf-8"),
        ("/css/style.css", "text/css; charset=utf-8"),
        ("/js/script.js", "text/javascript; charset=utf-8"),
        ("/images/image%2001.jpg", "image/jpeg"),
        ("/documents/n%C2%B02%20%C3%A9t%C3%A9.pdf", "application/pdf"),
        ("/downloads/grand.rar", "application/vnd.rar"),
        ("/data/details.json", "application/json"),
        ("/vide.txt", "text/plain; charset=utf-8"),
    ],
)
async def test_a_file_comes_with_its_type(pages: httpx.AsyncClient, path: str, media_type: str) -> None:
    for method in ("GET", "HEAD"):
        answer = await pages.request(method, path)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == media_type
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/.env",
        "/.git/config",
        "/vercel.json",
        "/VERCEL.json",
        "/package.json",
        "/server-railway.js",
        "/backend/server.js",
        "/backend/",
        "/node_modules/x/index.js",
        "/notes.md",
        "/script.py",
        "/no-type",
        "/link.html",
        "/../outside.html",
        "/%2e%2e/outside.html",
        "/css/..%2f..%2foutside.html",
        "/css/%2e%2e/%2e%2e/outside.html",
        "/..%5coutside.html",
        "/css//style.css",
        "/%00index.html",
        "/index.html%00.css",
        "/css",
        "/css/",
        "/" + "a" * 5000 + ".html",
        "/nowhere.html",
    ],
)
async def test_what_is_not_for_visitors_is_not_there(pages: httpx.AsyncClient, path: str) -> None:
    answer = await pages.get(path)
    assert answer.status_code == 404
    assert "SECRET" not in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>Page introuvable</h1>" in answer.text


async def test_the_site_may_have_its_own_page_about_what_is_not_there(
    pages: httpx.AsyncClient, root: Path
) -> None:
    (root / "404.html").write_text("<p>Perdu ?")
    answer = await pages.get("/nowhere")
    (root / "404.html").unlink()
    assert (answer.status_code, answer.text) == (404, "<p>Perdu ?")


async def test_a_folder_without_its_slash_leads_to_the_one_with_it(pages: httpx.AsyncClient) -> None:
    answer = await pages.get("/admin?x=1")
    assert (answer.status_code, answer.headers["location"]) == (308, "/admin/?x=1")


async def test_the_api_is_where_it_was(pages: httpx.AsyncClient) -> None:
    for path in (
        "/api/v1/formations",
        "/api/formations",
        "/openapi.json",
        "/docs",
        "/health/live",
        "/metrics",
        "/.well-known/jwks.json",
    ):
        answer = await pages.get(path)
        assert answer.status_code == 200
        assert "Bienvenue" not in answer.text
    for path in ("/api/v1/nowhere", "/health/nowhere", "/files"):
        refused(await pages.get(path), 404, "route_not_found")
    assert (await pages.get("/api/formations.html")).json()["success"] is False
    refused(await pages.post("/contact.html"), 404, "route_not_found")


async def test_a_page_may_run_its_own_scripts_and_the_api_none(pages: httpx.AsyncClient) -> None:
    page = directives((await pages.get("/")).headers["content-security-policy"])
    assert "'unsafe-inline'" in page["script-src"]
    assert page["object-src"] == ["'none'"]
    assert page["base-uri"] == ["'self'"]
    assert (await pages.get("/")).headers["cross-origin-embedder-policy"] == "unsafe-none"
    api = directives((await pages.get("/api/formations")).headers["content-security-policy"])
    assert api["default-src"] == ["'none'"]


async def test_what_a_browser_has_already_is_not_sent_again(pages: httpx.AsyncClient) -> None:
    for encoding in ("identity", "gzip"):
        asked = {"Accept-Encoding": encoding}
        first = await pages.get("/", headers=asked)
        assert first.text == HOME
        assert first.headers["cache-control"] == "no-cache"
        again = await pages.get("/", headers={**asked, "If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]


async def test_a_file_that_has_changed_is_sent_again(pages: httpx.AsyncClient, root: Path) -> None:
    page = root / "nouvelle.html"
    page.write_text("Une chose")
    first = await pages.get("/nouvelle.html")
    page.write_text("Autre chose")
    os.utime(page, ns=(1, 1))
    changed = await pages.get("/nouvelle.html", headers={"If-None-Match": first.headers["etag"]})
    assert (changed.status_code, changed.text) == (200, "Autre chose")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=5000-", 5000, len(LARGE) - 1),
        ("bytes=-10", len(LARGE) - 10, len(LARGE) - 1),
        ("bytes=100-99999999", 100, len(LARGE) - 1),
        ("bytes=1-600000", 1, 600_000),
    ],
)
async def test_a_part_of_a_file_is_sent_where_one_is_asked_for(
    pages: httpx.AsyncClient, asked: str, first: int, last: int
) -> None:
    answer = await pages.get("/downloads/grand.rar", headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(LARGE)}"
    assert answer.content == LARGE[first : last + 1]
    assert int(answer.headers["content-length"]) == len(answer.content)


async def test_a_part_of_another_version_is_the_whole(pages: httpx.AsyncClient) -> None:
    whole = await pages.get("/downloads/grand.rar")
    assert whole.content == LARGE
    assert whole.headers["accept-ranges"] == "bytes"
    part = {"Range": "bytes=0-9"}
    same = await pages.get("/downloads/grand.rar", headers={**part, "If-Range": whole.headers["etag"]})
    other = await pages.get("/downloads/grand.rar", headers={**part, "If-Range": '"other"'})
    assert (same.status_code, other.status_code) == (206, 200)


async def test_a_part_behind_the_end_is_refused(pages: httpx.AsyncClient) -> None:
    answer = await pages.get("/downloads/grand.rar", headers={"Range": "bytes=99999999-"})
    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{len(LARGE)}")


async def test_a_part_of_a_page_is_never_compressed(pages: httpx.AsyncClient) -> None:
    asked = {"Range": "bytes=0-1999", "Accept-Encoding": "gzip"}
    answer = await pages.get("/", headers=asked)
    assert answer.status_code == 206
    assert "content-encoding" not in answer.headers
    assert answer.content == HOME.encode()[:2000]


@pytest.mark.parametrize(
    "field", [None, b"", b"items=0-1", b"bytes=", b"bytes=a-b", b"bytes=0-1,3-4", b"bytes=5-1"]
)
def test_what_asks_for_no_part_or_for_several_gets_the_whole(field: bytes | None) -> None:
    assert part_of(field, 10) is None


def test_nothing_is_a_part_of_an_empty_file() -> None:
    for field in (b"bytes=0-", b"bytes=-5", b"bytes=0-0"):
        with pytest.raises(Unsatisfiable):
            part_of(field, 0)
    assert part_of(b"bytes=-5", 3) == Part(0, 3)


async def test_without_a_folder_the_root_is_that_of_the_api(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/")).json()["api"] == "/api/v1"
    refused(await visitor.get("/index.html"), 404, "route_not_found")


def test_settings_that_cannot_be_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        memory_settings(SORBO_SITE_DIR=str(tmp_path / "absent"), SORBO_SITE_SUNSET="soon")
    assert len(raised.value.problems) == 2
