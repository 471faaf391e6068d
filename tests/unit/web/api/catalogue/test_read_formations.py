"""Reading one formation over HTTP."""

import httpx
import pytest

from support.api import ids_of, refused
from support.wire import (
    FORMATIONS,
    SESSIONS,
    new_formation,
    new_session,
    published_formation,
    published_session,
)


@pytest.mark.parametrize("key", ["id", "slug"])
async def test_a_visitor_reads_a_published_formation_by_slug_or_id(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, key: str
) -> None:
    formation = await published_formation(editor)
    response = await visitor.get(f"{FORMATIONS}/{formation[key]}")
    assert response.status_code == 200
    assert response.json() == {**formation, "rating": None, "sessions": []}


@pytest.mark.parametrize("verb", [None, "archive"])
async def test_what_is_not_published_is_there_for_staff_only(
    editor: httpx.AsyncClient, viewer: httpx.AsyncClient, visitor: httpx.AsyncClient, verb: str | None
) -> None:
    url = f"{FORMATIONS}/{(await new_formation(editor))['id']}"
    if verb:
        await editor.post(f"{url}/{verb}")
    refused(await visitor.get(url), 404, "formation_not_found")
    assert (await viewer.get(url)).status_code == 200


async def test_a_hidden_formation_looks_to_visitors_like_one_that_does_not_exist(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    hidden = await visitor.get(f"{FORMATIONS}/{(await new_formation(editor))['id']}")
    absent = await visitor.get(f"{FORMATIONS}/absent")
    assert hidden.json() | {"requestId": ""} == absent.json() | {"requestId": ""}


async def test_a_formation_comes_with_its_upcoming_published_sessions_soonest_first(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    formation, other = await published_formation(editor), await published_formation(editor)
    later = await published_session(editor, formation, start="2026-09-01", end="2026-09-02")
    sooner = await published_session(editor, formation, start="2026-05-01", end="2026-05-02", location="Lomé")
    today = await published_session(editor, formation, start="2026-03-02", end="2026-03-02")
    await published_session(editor, formation, start="2026-03-01", end="2026-03-04")
    await published_session(editor, formation, state="annulee")
    await published_session(editor, other)
    await new_session(editor, formation)

    sheet = (await visitor.get(f"{FORMATIONS}/{formation['slug']}")).json()
    assert sheet["sessions"] == [today, sooner, later]


async def test_a_session_that_is_archived_leaves_the_formation(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    formation = await published_formation(editor)
    session = await published_session(editor, formation)
    url = f"{FORMATIONS}/{formation['id']}"
    assert ids_of((await visitor.get(url)).json()["sessions"]) == [session["id"]]
    await editor.post(f"{SESSIONS}/{session['id']}/archive")
    assert (await visitor.get(url)).json()["sessions"] == []
