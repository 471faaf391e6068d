"""Actualites over HTTP: who sees which, who signs, how often they are read."""

from datetime import timedelta

import httpx
import pytest

from sorbo_core.shared.counting.tally import ONCE_IN
from support.api import Api, refused
from support.build import NOW, later
from support.wire import ACTUALITES, actualite_body, new_actualite, published_actualite

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
OTHER = {"User-Agent": "Mozilla/5.0 (Android 15; Mobile) Firefox/140.0"}


async def views(api: Api, client: httpx.AsyncClient, url: str) -> int:
    """Return how often an actualite was read, once what was counted is written."""
    await api.container.counting.tally().flush()
    shown: int = (await client.get(url)).json()["views"]
    return shown


async def test_visitors_see_published_actualites_only_the_latest_first(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    await new_actualite(editor, title="Brouillon")
    for title in ("Hier", "Aujourd'hui"):
        await published_actualite(editor, title=title, tags=["BIM"])
        api.clock.advance(timedelta(minutes=1))
    items = (await visitor.get(ACTUALITES)).json()["items"]
    assert [item["title"] for item in items] == ["Aujourd'hui", "Hier"]
    assert len((await editor.get(ACTUALITES)).json()["items"]) == 3


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"category": "entreprise"}, ["Bureau"]),
        ({"category[in]": "entreprise,autre"}, ["Bureau", "Covadis"]),
        ({"tag": "béton"}, ["Bureau"]),
        ({"tag": "bét"}, []),
        ({"publishedAt[gte]": later(minutes=1).isoformat()}, []),
        ({"publishedAt[lte]": NOW.isoformat()}, ["Bureau", "Covadis"]),
    ],
)
async def test_filters_narrow_a_list(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, query: dict[str, str], titles: list[str]
) -> None:
    await published_actualite(editor, title="Covadis", tags=["BIM"])
    await published_actualite(editor, title="Bureau", tags=["béton", "BIM"], category="entreprise")
    items = (await visitor.get(ACTUALITES, params=query | {"sort": "title"})).json()["items"]
    assert [item["title"] for item in items] == titles


async def test_the_company_signs_what_nobody_else_does(api: Api, editor: httpx.AsyncClient) -> None:
    assert (await new_actualite(editor))["author"] == api.container.settings().company
    assert (await new_actualite(editor, author="L'équipe"))["author"] == "L'équipe"


async def test_a_summary_is_short(editor: httpx.AsyncClient) -> None:
    response = await editor.post(ACTUALITES, json=actualite_body(summary="é" * 301))
    assert refused(response, 422, "invalid") == ["/summary"]
    assert len((await new_actualite(editor, summary="é" * 300))["summary"]) == 300


async def test_a_planned_actualite_appears_when_it_is_due(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    url = f"{ACTUALITES}/{(await new_actualite(editor))['id']}"
    await editor.post(f"{url}/schedule", json={"publishAt": later(hours=1).isoformat()})
    refused(await visitor.get(url), 404, "actualite_not_found")
    api.clock.advance(timedelta(hours=1))
    assert await api.container.delivery.publish_due()() == 1
    assert (await visitor.get(url)).json()["status"] == "publie"


async def test_each_visitor_counts_once_in_half_an_hour(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    url = f"{ACTUALITES}/{(await published_actualite(editor))['slug']}"
    for who in (BROWSER, BROWSER, OTHER):
        await visitor.get(url, headers=who)
    assert await views(api, editor, url) == 2
    api.clock.advance(ONCE_IN)
    await visitor.get(url, headers=BROWSER)
    await api.container.counting.tally().flush()
    (item,) = (await visitor.get(ACTUALITES)).json()["items"]
    assert item["views"] == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Examplebot/2.1; +https://example.com/bot.html)"},
        {"User-Agent": "example-crawler"},
        {"User-Agent": ""},
        {**BROWSER, "Sec-Purpose": "prefetch;prerender"},
    ],
)
async def test_robots_and_what_is_fetched_ahead_do_not_count(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    url = f"{ACTUALITES}/{(await published_actualite(editor))['id']}"
    assert (await visitor.get(url, headers=headers)).status_code == 200
    assert await views(api, editor, url) == 0


async def test_neither_staff_nor_refusals_nor_lists_count(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    made = await published_actualite(editor)
    url = f"{ACTUALITES}/{made['id']}"
    await editor.get(url, headers=BROWSER)
    await visitor.get(ACTUALITES, headers=BROWSER)
    await editor.post(f"{url}/archive")
    await visitor.get(url, headers=BROWSER)
    assert await views(api, editor, url) == 0


async def test_views_change_neither_the_version_nor_the_entity_tag(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    made = await published_actualite(editor)
    url = f"{ACTUALITES}/{made['id']}"
    first = await visitor.get(url, headers=BROWSER)
    assert await views(api, editor, url) == 1
    again = await visitor.get(url, headers=OTHER | {"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.headers["etag"]) == (304, '"v2"')
    assert await views(api, editor, url) == 2
    assert (await editor.get(url)).json()["version"] == 2
    changed = await editor.patch(url, json={"summary": "Autre."}, headers={"If-Match": '"v2"'})
    assert changed.status_code == 200
    assert await views(api, editor, url) == 2


async def test_fields_may_leave_the_views_out(editor: httpx.AsyncClient, visitor: httpx.AsyncClient) -> None:
    made = await published_actualite(editor)
    (item,) = (await visitor.get(ACTUALITES, params={"fields": "title"})).json()["items"]
    assert item == {"id": made["id"], "title": made["title"]}
