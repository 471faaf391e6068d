"""Sessions over HTTP."""

from typing import Any

import httpx
import pytest

from support.api import Api, ids_of, refused
from support.wire import (
    FORMATIONS,
    SESSIONS,
    new_formation,
    new_session,
    published_formation,
    published_session,
    session_body,
)


async def test_a_new_session_is_a_brouillon_with_a_place_and_a_version(editor: httpx.AsyncClient) -> None:
    formation = await new_formation(editor)
    response = await editor.post(SESSIONS, json=session_body(formation["id"], location="Abidjan"))

    made = response.json()
    assert response.status_code == 201
    assert (response.headers["etag"], response.headers["location"]) == ('"v1"', f"{SESSIONS}/{made['id']}")
    assert made == {
        **session_body(formation["id"], location="Abidjan", remote=False, trainer=None, state="planifiee"),
        "seatsLeft": 12,
        "waiting": 0,
        "id": made["id"],
        "status": "brouillon",
        "publishedAt": None,
        "createdAt": "2026-03-02T09:30:15.125000Z",
        "updatedAt": "2026-03-02T09:30:15.125000Z",
        "version": 1,
    }
    assert (await editor.get(response.headers["location"])).json() == made


async def test_a_session_of_no_formation_is_refused(api: Api, editor: httpx.AsyncClient) -> None:
    before = api.stored()
    refused(await editor.post(SESSIONS, json=session_body("nothing")), 404, "formation_not_found")
    assert api.stored() == before


@pytest.mark.parametrize(
    ("change", "status", "code", "pointer"),
    [
        ({"end": "2026-04-05"}, 422, "period_reversed", "/end"),
        ({"seats": 0}, 422, "invalid", "/seats"),
        ({"seats": 1001}, 422, "invalid", "/seats"),
        ({"seats": "12"}, 400, "malformed", "/seats"),
        ({"start": "06/04/2026"}, 400, "malformed", "/start"),
        ({"start": "2026-02-30"}, 400, "malformed", "/start"),
        ({"start": "2026-04-06T10:00:00Z"}, 400, "malformed", "/start"),
        ({"remote": 1}, 400, "malformed", "/remote"),
        ({"state": "peut-etre"}, 400, "malformed", "/state"),
    ],
)
async def test_a_wrong_member_is_refused_and_named(
    api: Api, editor: httpx.AsyncClient, change: dict[str, Any], status: int, code: str, pointer: str
) -> None:
    formation = await new_formation(editor)
    before = api.stored()
    response = await editor.post(SESSIONS, json=session_body(formation["id"], **change))
    assert refused(response, status, code) == [pointer]
    assert api.stored() == before


async def test_a_change_leaves_alone_what_it_does_not_name(editor: httpx.AsyncClient) -> None:
    made = await new_session(editor, await new_formation(editor), location="Abidjan")
    change = {"seats": 20, "location": None, "state": "confirmee"}
    response = await editor.patch(f"{SESSIONS}/{made['id']}", json=change, headers={"If-Match": '"v1"'})
    assert response.headers["etag"] == '"v2"'
    assert response.json() == {**made, **change, "seatsLeft": 20, "version": 2}


async def test_a_change_that_would_end_a_session_before_it_starts_is_refused(
    editor: httpx.AsyncClient,
) -> None:
    url = f"{SESSIONS}/{(await new_session(editor, await new_formation(editor)))['id']}"
    response = await editor.patch(url, json={"start": "2026-04-11"}, headers={"If-Match": "*"})
    refused(response, 422, "period_reversed")


async def test_a_session_is_published_only_while_its_formation_is(editor: httpx.AsyncClient) -> None:
    formation = await new_formation(editor)
    url = f"{SESSIONS}/{(await new_session(editor, formation))['id']}"
    refused(await editor.post(f"{url}/publish"), 409, "formation_not_published")
    await editor.post(f"{FORMATIONS}/{formation['id']}/publish")
    assert (await editor.post(f"{url}/publish")).json()["status"] == "publie"
    refused(await editor.post(f"{url}/publish"), 409, "not_publishable")


async def test_a_visitor_reads_a_published_session_of_a_published_formation_only(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, viewer: httpx.AsyncClient
) -> None:
    formation = await published_formation(editor)
    shown, draft = await published_session(editor, formation), await new_session(editor, formation)

    assert (await visitor.get(f"{SESSIONS}/{shown['id']}")).json() == shown
    refused(await visitor.get(f"{SESSIONS}/{draft['id']}"), 404, "session_not_found")
    assert (await viewer.get(f"{SESSIONS}/{draft['id']}")).json() == draft
    await editor.post(f"{FORMATIONS}/{formation['id']}/archive")
    refused(await visitor.get(f"{SESSIONS}/{shown['id']}"), 404, "session_not_found")


async def test_staff_list_sessions_by_formation_status_and_day(
    editor: httpx.AsyncClient, viewer: httpx.AsyncClient
) -> None:
    formation, other = await published_formation(editor), await new_formation(editor)
    may = await new_session(editor, formation, start="2026-05-04", end="2026-05-08")
    april = await published_session(editor, formation)
    elsewhere = await new_session(editor, other, start="2026-06-01", end="2026-06-05")

    async def found(**query: str) -> list[str]:
        return ids_of(await viewer.get(SESSIONS, params=query))

    assert await found() == [april["id"], may["id"], elsewhere["id"]]
    assert await found(sort="-start") == [elsewhere["id"], may["id"], april["id"]]
    assert await found(formationId=other["id"]) == [elsewhere["id"]]
    assert await found(status="brouillon") == [may["id"], elsewhere["id"]]
    assert await found(**{"start[gte]": "2026-05-04", "start[lte]": "2026-05-31"}) == [may["id"]]


async def test_visitors_do_not_list_sessions(visitor: httpx.AsyncClient) -> None:
    refused(await visitor.get(SESSIONS), 401, "authentication_required")
