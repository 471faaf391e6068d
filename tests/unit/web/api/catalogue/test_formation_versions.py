"""Versions of a formation over HTTP: listed, read, compared, restored."""

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.api import Api, refused
from support.wire import FORMATIONS, Json, new_formation


@pytest.fixture
async def url(editor: httpx.AsyncClient) -> str:
    """A formation of four versions: made, changed twice, published."""
    made = await new_formation(editor, price={"amount": 100})
    url = f"{FORMATIONS}/{made['id']}"
    changes: list[Json] = [{"price": {"amount": 200}}, {"title": "Métré", "objectives": ["Lire un plan"]}]
    for change in changes:
        await editor.patch(url, json=change, headers={"If-Match": "*"})
    await editor.post(f"{url}/publish")
    return url


async def test_versions_are_listed_with_who_made_them_and_when(
    api: Api, viewer: httpx.AsyncClient, url: str
) -> None:
    page = (await viewer.get(f"{url}/versions")).json()
    assert [(each["version"], each["status"], each["slug"]) for each in page["items"]] == [
        (4, "publie", "metre"),
        (3, "brouillon", "metre"),
        (2, "brouillon", "etude-de-sols"),
        (1, "brouillon", "etude-de-sols"),
    ]
    async with api.staff(Role.EDITOR) as editor:
        me = (await editor.get("/api/v1/auth/me")).json()["id"]
    assert {each["changedBy"] for each in page["items"]} == {me}
    assert page["items"][0]["changedAt"] == "2026-03-02T09:30:15.125000Z"


async def test_versions_are_read_page_by_page(viewer: httpx.AsyncClient, url: str) -> None:
    first = (await viewer.get(f"{url}/versions", params={"limit": 3})).json()
    rest = (await viewer.get(f"{url}/versions", params={"limit": 3, "after": first["next"]})).json()
    assert [each["version"] for each in first["items"] + rest["items"]] == [4, 3, 2, 1]
    assert rest["next"] is None


async def test_a_version_shows_the_formation_as_it_stood(viewer: httpx.AsyncClient, url: str) -> None:
    first = (await viewer.get(f"{url}/versions/1")).json()
    assert (first["title"], first["price"]["amount"], first["version"]) == ("Étude de sols", 100, 1)
    now, sheet = (await viewer.get(f"{url}/versions/4")).json(), (await viewer.get(url)).json()
    assert now == {name: value for name, value in sheet.items() if name not in {"sessions", "rating"}}


async def test_what_differs_is_told_by_pointers(viewer: httpx.AsyncClient, url: str) -> None:
    told = (await viewer.get(f"{url}/versions/1/diff", params={"with": 3})).json()
    assert (told["before"], told["after"]) == (1, 3)
    assert told["differences"] == [
        {"pointer": "/slug", "before": "etude-de-sols", "after": "metre"},
        {"pointer": "/title", "before": "Étude de sols", "after": "Métré"},
        {"pointer": "/price/amount", "before": 100, "after": 200},
        {"pointer": "/objectives", "before": [], "after": ["Lire un plan"]},
    ]


async def test_a_version_is_compared_with_the_present_one_by_default(
    viewer: httpx.AsyncClient, url: str
) -> None:
    told = (await viewer.get(f"{url}/versions/3/diff")).json()
    assert told["after"] == 4
    assert [each["pointer"] for each in told["differences"]] == ["/status", "/publishedAt"]
    assert (await viewer.get(f"{url}/versions/4/diff")).json()["differences"] == []


async def test_a_version_is_restored_as_a_new_one(editor: httpx.AsyncClient, url: str) -> None:
    before = (await editor.get(f"{url}/versions/1")).json()
    response = await editor.post(f"{url}/versions/1/restore", headers={"If-Match": '"v4"'})
    after = response.json()
    assert (response.status_code, response.headers["etag"], after["status"]) == (200, '"v5"', "publie")
    said = ("title", "slug", "price", "objectives", "category", "description")
    assert {name: after[name] for name in said} == {name: before[name] for name in said}


async def test_a_restoration_keeps_to_the_version_that_the_editor_saw(
    editor: httpx.AsyncClient, url: str
) -> None:
    response = await editor.post(f"{url}/versions/1/restore", headers={"If-Match": '"v3"'})
    refused(response, 412, "stale_version")


@pytest.mark.parametrize("number", ["0", "5", "-1", "x", "1.0", "9" * 400, "%C2%B2"])
async def test_a_version_that_never_was_is_not_found(
    editor: httpx.AsyncClient, url: str, number: str
) -> None:
    refused(await editor.get(f"{url}/versions/{number}"), 404, "version_not_found")
    refused(await editor.get(f"{url}/versions/{number}/diff"), 404, "version_not_found")
    refused(await editor.post(f"{url}/versions/{number}/restore"), 404, "version_not_found")


async def test_versions_of_no_formation_are_not_found(editor: httpx.AsyncClient) -> None:
    for path in ("", "/1", "/1/diff"):
        refused(await editor.get(f"{FORMATIONS}/none/versions{path}"), 404, "formation_not_found")


@pytest.mark.parametrize("given", ["", "x", "-1", "1.5", "²", "9" * 50])
async def test_what_is_compared_with_is_a_number(viewer: httpx.AsyncClient, url: str, given: str) -> None:
    response = await viewer.get(f"{url}/versions/1/diff", params={"with": given})
    assert refused(response, 400, "malformed") == ["?with"]


async def test_a_parameter_that_a_comparison_does_not_know_is_refused(
    viewer: httpx.AsyncClient, url: str
) -> None:
    response = await viewer.get(f"{url}/versions/1/diff", params={"wiht": 1})
    assert refused(response, 400, "malformed") == ["?wiht"]


async def test_visitors_read_no_versions(visitor: httpx.AsyncClient, url: str) -> None:
    for path in ("", "/1", "/1/diff"):
        refused(await visitor.get(f"{url}/versions{path}"), 401, "authentication_required")
