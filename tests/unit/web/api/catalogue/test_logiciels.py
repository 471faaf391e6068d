"""Logiciels over HTTP: what they are beside every other entry, and their downloads."""

import httpx
import pytest

from support.api import Api, ids_of, refused
from support.wire import LOGICIELS, Json, logiciel_body, new_logiciel, published_logiciel


async def downloads(api: Api, client: httpx.AsyncClient, url: str) -> int:
    """Return how often a logiciel was downloaded, once what was counted is written."""
    await api.container.counting.tally().flush()
    shown: int = (await client.get(url)).json()["downloads"]
    return shown


def full_body() -> Json:
    """Return a new logiciel with every member but its category."""
    return {
        "title": "OH Route",
        "description": "Les ouvrages hydrauliques d'une route.",
        "currentVersion": "1.1",
        "price": {"amount": 450_000, "currency": "XOF"},
        "features": ["Débits de projet"],
        "requirements": {"system": "Windows 11", "ram": "8 Go", "disk": None, "processor": None},
        "available": True,
        "featured": True,
        "download": "/OH-Route v1.1.rar",
        "demo": "https://example.com/demo",
        "image": {"src": "/images/a.jpg", "alt": "Un dalot"},
        "logo": {"src": "/images/logo.png", "alt": None},
        "releases": [
            {
                "number": "1.1",
                "date": "2026-01-10",
                "notes": "Radiers.",
                "link": "/OH-Route v1.1.rar",
                "size": 48_000_000,
            }
        ],
        "content": "Hydrologie\n\nLes débits.",
    }


async def test_every_member_of_a_new_logiciel_comes_back(editor: httpx.AsyncClient) -> None:
    made = await new_logiciel(editor, **full_body())
    assert {name: made[name] for name in full_body()} == full_body()
    assert (made["slug"], made["status"], made["version"]) == ("oh-route", "brouillon", 1)
    assert made["category"] == {"label": "Hydrologie", "key": "hydrologie"}
    read = (await editor.get(f"{LOGICIELS}/{made['id']}")).json()
    assert read == {**made, "downloads": 0, "rating": None}


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"download": "javascript:alert(1)"}, "/download"),
        ({"demo": "//example.com"}, "/demo"),
        ({"image": {"src": "data:image/png;base64,AA"}}, "/image/src"),
        ({"releases": [{"number": "1", "link": "file:///etc/passwd"}]}, "/releases/0/link"),
        ({"releases": [{"number": "1", "size": -1}]}, "/releases/0/size"),
        ({"releases": [{"number": "1"}] * 101}, "/releases"),
        ({"features": ["x"] * 51}, "/features"),
        ({"requirements": {"ram": ""}}, "/requirements/ram"),
    ],
)
async def test_what_breaks_a_rule_is_refused_at_its_member(
    editor: httpx.AsyncClient, change: Json, pointer: str
) -> None:
    made = await new_logiciel(editor)
    pointers = refused(await editor.post(LOGICIELS, json=logiciel_body(**change)), 422, "invalid")
    changed = await editor.patch(f"{LOGICIELS}/{made['id']}", json=change, headers={"If-Match": '"v1"'})
    assert pointers == [pointer]
    assert refused(changed, 422, "invalid")[0].startswith(pointer.split("/0/", maxsplit=1)[0])


async def test_requirements_change_member_by_member(editor: httpx.AsyncClient) -> None:
    made = await new_logiciel(editor, **full_body())
    url = f"{LOGICIELS}/{made['id']}"
    patch = {"requirements": {"ram": "16 Go", "system": None}, "logo": None}
    changed = (await editor.patch(url, json=patch, headers={"If-Match": '"v1"'})).json()
    assert changed["requirements"] == {"system": None, "ram": "16 Go", "disk": None, "processor": None}
    assert (changed["logo"], changed["image"]) == (None, made["image"])


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Covadis", "OH Route", "Robot"]),
        ({"category": "Hydrologie"}, ["OH Route"]),
        ({"featured": "true"}, ["Covadis", "OH Route"]),
        ({"available": "false"}, ["Robot"]),
        ({"featured": "true", "category[in]": "covadis,robot", "sort": "-title"}, ["Covadis"]),
    ],
)
async def test_filters_narrow_the_list(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, query: dict[str, str], titles: list[str]
) -> None:
    await published_logiciel(editor, featured=True)
    await published_logiciel(editor, title="Covadis", category="Covadis", featured=True)
    await published_logiciel(editor, title="Robot", category="Robot", available=False)
    await new_logiciel(editor, title="Brouillon")
    found = await visitor.get(LOGICIELS, params=query)
    assert [each["title"] for each in found.json()["items"]] == titles


@pytest.mark.parametrize("featured", ["yes", "", "null", "2"])
async def test_a_filter_that_is_no_truth_is_refused(visitor: httpx.AsyncClient, featured: str) -> None:
    refused(await visitor.get(LOGICIELS, params={"featured": featured}), 400, "malformed")


@pytest.mark.parametrize(
    ("link", "location"),
    [
        ("/OH-Route v1.1.rar", "http://localhost:5000/OH-Route%20v1.1.rar"),
        ("https://example.com/été.zip?a=%20", "https://example.com/%C3%A9t%C3%A9.zip?a=%20"),
    ],
)
@pytest.mark.parametrize("key", ["id", "slug"])
async def test_a_download_is_counted_and_leads_to_the_link(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient, key: str, link: str, location: str
) -> None:
    made = await published_logiciel(editor, download=link)
    url = f"{LOGICIELS}/{made['id']}"
    response = await visitor.post(f"{LOGICIELS}/{made[key]}/download")
    assert (response.status_code, response.content) == (303, b"")
    assert response.headers["location"] == location
    assert response.headers["cache-control"] == "no-store"

    assert await downloads(api, visitor, url) == 1
    assert (await visitor.get(LOGICIELS)).json()["items"][0]["downloads"] == 1


@pytest.mark.parametrize("agent", ["Mozilla/5.0", "Googlebot/2.1", ""])
async def test_a_visitor_who_comes_again_counts_once_and_a_robot_never(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient, agent: str
) -> None:
    url = f"{LOGICIELS}/{(await published_logiciel(editor))['id']}"
    for _ in range(3):
        response = await visitor.post(f"{url}/download", headers={"User-Agent": agent})
        assert response.status_code == 303
    assert await downloads(api, visitor, url) == (1 if "Mozilla" in agent else 0)


async def test_the_tag_of_a_read_allows_a_change_whatever_was_downloaded(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    made = await published_logiciel(editor)
    url = f"{LOGICIELS}/{made['id']}"
    tag = (await editor.get(url)).headers["etag"]
    await visitor.post(f"{url}/download")
    assert await downloads(api, editor, url) == 1
    changed = await editor.patch(url, json={"featured": True}, headers={"If-Match": tag})
    assert changed.status_code == 200
    assert await downloads(api, editor, url) == 1


@pytest.mark.parametrize("change", [{"download": None}, {"available": False}])
async def test_what_cannot_be_downloaded_is_refused_and_not_counted(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient, change: Json
) -> None:
    made = await published_logiciel(editor, **change)
    refused(await visitor.post(f"{LOGICIELS}/{made['id']}/download"), 409, "not_downloadable")
    assert await downloads(api, visitor, f"{LOGICIELS}/{made['id']}") == 0


async def test_a_brouillon_is_downloaded_by_staff_only_and_not_counted(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    made = await new_logiciel(editor)
    url = f"{LOGICIELS}/{made['id']}"
    refused(await visitor.post(f"{url}/download"), 404, "logiciel_not_found")
    assert (await editor.post(f"{url}/download")).status_code == 303
    assert await downloads(api, editor, url) == 0


async def test_visitors_see_published_logiciels_only(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    shown, draft = await published_logiciel(editor), await new_logiciel(editor)
    assert ids_of(await visitor.get(LOGICIELS)) == [shown["id"]]
    refused(await visitor.get(f"{LOGICIELS}/{draft['id']}"), 404, "logiciel_not_found")
