"""`/` and `/docs`: they work with no outside network, under a strict policy."""

import re

import httpx
import pytest

from support.api import refused

_LINK = re.compile(r'(?:href|src)="([^"]*)"')
_ASSETS = {
    "/docs/swagger-ui.css": "text/css",
    "/docs/swagger-ui-bundle.js": "text/javascript",
    "/docs/start.js": "text/javascript",
    "/docs/favicon-32x32.png": "image/png",
}


def _policy(response: httpx.Response) -> dict[str, list[str]]:
    (header,) = response.headers.get_list("content-security-policy")
    directives = (directive.split() for directive in header.split(";"))
    return {words[0]: words[1:] for words in directives}


async def test_the_root_says_where_to_go_on(visitor: httpx.AsyncClient) -> None:
    index = (await visitor.get("/")).json()
    for name in ("documentation", "openapi"):
        assert (await visitor.get(index[name])).status_code == 200
    assert index["api"] == "/api/v1"


async def test_the_page_has_a_policy_without_exceptions(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get("/docs")
    assert response.headers["content-type"].startswith("text/html")
    policy = _policy(response)
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == ["'self'"]
    sources = {source for values in policy.values() for source in values}
    assert sources == {"'none'", "'self'", "data:"}


async def test_the_page_holds_no_script_or_style_of_its_own(visitor: httpx.AsyncClient) -> None:
    page = (await visitor.get("/docs")).text
    assert re.findall(r"<script[^>]*>[^<]", page) == []
    assert "<style" not in page
    assert not re.search(r'\s(style|on\w+)="', page)


async def test_every_link_of_the_page_is_local_and_leads_somewhere(visitor: httpx.AsyncClient) -> None:
    links = _LINK.findall((await visitor.get("/docs")).text)
    assert set(_ASSETS) <= set(links)
    for link in links:
        assert re.match(r"/(?!/)", link), link
        assert (await visitor.get(link)).status_code == 200


async def test_the_script_that_starts_the_page_names_the_document(visitor: httpx.AsyncClient) -> None:
    script = (await visitor.get("/docs/start.js")).text
    assert 'url: "/openapi.json"' in script
    assert "http" not in script


@pytest.mark.parametrize(("path", "media_type"), _ASSETS.items())
async def test_files_of_the_page_have_their_type(
    visitor: httpx.AsyncClient, path: str, media_type: str
) -> None:
    response = await visitor.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert response.headers["x-content-type-options"] == "nosniff"
    assert len(response.content) > 100


@pytest.mark.parametrize("name", ["nothing.js", "index.html", "..%2F__init__.py", "%2e%2e%2f__init__.py"])
async def test_no_other_file_is_served(visitor: httpx.AsyncClient, name: str) -> None:
    refused(await visitor.get(f"/docs/{name}"), 404, "route_not_found")


@pytest.mark.parametrize("path", ["/nope", "/api/v1", "/api/v1/nope", "/api/v2/formations"])
async def test_an_unknown_path_is_a_problem(visitor: httpx.AsyncClient, path: str) -> None:
    refused(await visitor.get(path), 404, "route_not_found")


async def test_a_method_that_a_path_does_not_know_is_a_problem(visitor: httpx.AsyncClient) -> None:
    response = await visitor.delete("/api/v1/formations")
    refused(response, 405, "method_not_allowed")
    assert {"GET", "POST"} <= set(response.headers["allow"].replace(" ", "").split(","))
