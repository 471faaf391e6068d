"""`fields=` and `include=`: how much an answer shows."""

import httpx
import pytest

from support.api import Api, refused
from support.wire import (
    DEMANDES,
    FORMATIONS,
    ME,
    SESSIONS,
    new_demande,
    published_formation,
    published_session,
)


async def test_a_list_shows_the_fields_that_are_asked_for_and_the_id(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    made = await published_formation(editor, price={"amount": 5})
    whole = (await visitor.get(FORMATIONS)).json()["items"][0]
    page = (await visitor.get(f"{FORMATIONS}?fields=price,slug")).json()
    assert page == {
        "items": [{"id": made["id"], "slug": made["slug"], "price": whole["price"]}],
        "next": None,
    }


async def test_a_selected_page_goes_on_where_it_ended(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    for title in "AB":
        await published_formation(editor, title=title)
    first = (await visitor.get(f"{FORMATIONS}?fields=title&limit=1")).json()
    second = (await visitor.get(f"{FORMATIONS}?fields=title&limit=1&after={first['next']}")).json()
    assert [item["title"] for page in (first, second) for item in page["items"]] == ["A", "B"]


async def test_a_read_shows_the_fields_that_are_asked_for(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    formation = await published_formation(editor)
    session = await published_session(editor, formation)
    read = (await visitor.get(f"{FORMATIONS}/{formation['slug']}?fields=title")).json()
    assert read == {"id": formation["id"], "title": formation["title"]}
    dates = (await visitor.get(f"{SESSIONS}/{session['id']}?fields=start,end")).json()
    assert dates == {"id": session["id"], "start": session["start"], "end": session["end"]}


async def test_a_selection_is_another_representation_at_the_same_version(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    formation = await published_formation(editor)
    path = f"{FORMATIONS}/{formation['slug']}"
    whole, title, both, again = [
        (await visitor.get(f"{path}{query}")).headers["etag"]
        for query in ("", "?fields=title", "?fields=title,slug", "?fields=slug,id,title")
    ]
    assert len({whole, title, both}) == 3
    assert both == again
    known = {"If-None-Match": title}
    assert (await visitor.get(f"{path}?fields=title", headers=known)).status_code == 304
    assert (await visitor.get(path, headers=known)).status_code == 200
    changed = await editor.patch(
        f"{FORMATIONS}/{formation['id']}", json={"location": "Site"}, headers={"If-Match": title}
    )
    assert changed.status_code == 200


@pytest.mark.parametrize(
    "fields", ["", "colour", "title,colour", "category.label", "title,", "$where", "Title"]
)
async def test_an_unknown_field_is_refused_with_those_that_there_are(
    visitor: httpx.AsyncClient, fields: str
) -> None:
    for path in (FORMATIONS, f"{FORMATIONS}/some"):
        response = await visitor.get(path, params={"fields": fields})
        assert refused(response, 400, "malformed") == ["?fields"]
        assert "publishedAt" in response.json()["errors"][0]["detail"]


async def test_staff_select_from_what_they_read(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    id_ = (await new_demande(visitor))["id"]
    assert (await editor.get(f"{DEMANDES}?fields=state")).json()["items"] == [{"id": id_, "state": "nouveau"}]
    assert set((await editor.get(f"{ME}?fields=role")).json()) == {"id", "role"}


async def test_what_is_not_a_read_of_something_with_an_id_takes_no_fields(editor: httpx.AsyncClient) -> None:
    for method, path in (("POST", FORMATIONS), ("GET", "/api/v1/notifications/unread-count")):
        response = await editor.request(method, f"{path}?fields=id", json={})
        assert refused(response, 400, "malformed") == ["?fields"]


async def test_a_list_embeds_a_relation_that_it_declares(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    taught = await published_formation(editor, title="A")
    await published_formation(editor, title="B")
    late = await published_session(editor, taught, start="2026-05-04", end="2026-05-05")
    soon = await published_session(editor, taught)
    await published_session(editor, taught, start="2026-01-05", end="2026-01-06")  # over
    items = (await visitor.get(f"{FORMATIONS}?include=sessions")).json()["items"]
    assert [[session["id"] for session in item["sessions"]] for item in items] == [
        [soon["id"], late["id"]],
        [],
    ]
    assert items[0]["sessions"] == (await visitor.get(f"{FORMATIONS}/{taught['id']}")).json()["sessions"]
    plain = (await visitor.get(FORMATIONS)).json()["items"]
    assert not any("sessions" in item for item in plain)


async def test_what_is_included_is_shown_beside_the_fields_asked_for(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    await published_formation(editor)
    (item,) = (await visitor.get(f"{FORMATIONS}?include=sessions&fields=title")).json()["items"]
    assert set(item) == {"id", "title", "sessions"}


@pytest.mark.parametrize("path", [FORMATIONS, f"{FORMATIONS}/some", SESSIONS, DEMANDES])
async def test_an_unknown_relation_is_refused(editor: httpx.AsyncClient, path: str) -> None:
    for query in ("include=", "include=trainers", "include=sessions,trainers"):
        assert refused(await editor.get(f"{path}?{query}"), 400, "malformed") == ["?include"]


async def test_pages_about_the_api_pay_no_heed_to_fields(api: Api) -> None:
    async with api.client() as client:
        for path in ("/", "/openapi.json"):
            assert (await client.get(f"{path}?fields=name%ff")).status_code == 200
