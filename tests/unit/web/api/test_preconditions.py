"""If-Match: nobody overwrites what they have not seen."""

from typing import Any

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.api import Api, refused
from support.wire import (
    DEMANDES,
    FORMATIONS,
    SESSIONS,
    new_demande,
    new_formation,
    new_session,
    published_formation,
)

_NOT_OURS = [
    "v1",
    "1",
    '"1"',
    'W/"v1"',
    '"v1',
    '"v1", "v2"',
    '"v-1"',
    '"v1-"',
    '"v' + "9" * 16 + '"',
    "",
    '"v\N{ARABIC-INDIC DIGIT ONE}"'.encode(),
]


@pytest.fixture
async def formation(editor: httpx.AsyncClient) -> str:
    return f"{FORMATIONS}/{(await new_formation(editor))['id']}"


@pytest.fixture
async def session(editor: httpx.AsyncClient) -> str:
    return f"{SESSIONS}/{(await new_session(editor, await new_formation(editor)))['id']}"


async def test_a_change_of_a_formation_without_if_match_is_refused(
    editor: httpx.AsyncClient, formation: str
) -> None:
    refused(await editor.patch(formation, json={"schedule": "x"}), 428, "precondition_required")


async def test_a_change_of_a_session_without_if_match_is_refused(
    editor: httpx.AsyncClient, session: str
) -> None:
    refused(await editor.patch(session, json={"seats": 3}), 428, "precondition_required")


async def test_a_change_based_on_an_old_version_is_refused_and_writes_nothing(
    api: Api, editor: httpx.AsyncClient, formation: str
) -> None:
    await editor.patch(formation, json={"schedule": "lundi"}, headers={"If-Match": '"v1"'})
    before = api.stored()
    response = await editor.patch(formation, json={"schedule": "mardi"}, headers={"If-Match": '"v1"'})
    refused(response, 412, "stale_version")
    assert api.stored() == before


async def test_of_two_editors_who_saw_the_same_version_the_second_is_refused(api: Api) -> None:
    async with api.staff(Role.EDITOR) as one, api.staff(Role.ADMIN) as other:
        url = f"{FORMATIONS}/{(await new_formation(one))['id']}"
        seen = {"If-Match": (await other.get(url)).headers["etag"]}
        assert (await one.patch(url, json={"type": "a"}, headers=seen)).status_code == 200
        refused(await other.patch(url, json={"type": "b"}, headers=seen), 412, "stale_version")


async def test_the_tag_of_one_encoding_stands_for_the_version(
    editor: httpx.AsyncClient, formation: str
) -> None:
    response = await editor.patch(formation, json={"schedule": "x"}, headers={"If-Match": '"v1-br"'})
    assert response.headers["etag"] == '"v2"'


async def test_the_tag_that_a_read_with_sessions_gives_can_be_sent_back(editor: httpx.AsyncClient) -> None:
    made = await published_formation(editor)
    session = await new_session(editor, made)
    await editor.post(f"{SESSIONS}/{session['id']}/publish")
    url = f"{FORMATIONS}/{made['id']}"
    tag = (await editor.get(url)).headers["etag"]

    response = await editor.patch(url, json={"schedule": "x"}, headers={"If-Match": tag})
    assert response.json()["version"] == made["version"] + 1


async def test_a_star_stands_for_any_version(editor: httpx.AsyncClient, formation: str) -> None:
    assert (await editor.patch(formation, json={}, headers={"If-Match": "*"})).status_code == 200


@pytest.mark.parametrize("given", _NOT_OURS)
async def test_what_is_not_one_of_our_tags_is_refused(
    editor: httpx.AsyncClient, formation: str, given: str | bytes
) -> None:
    headers: dict[str, Any] = {"If-Match": given}
    response = await editor.patch(formation, json={}, headers=headers)
    refused(response, 400, "invalid_if_match")


@pytest.mark.parametrize("verb", ["publish", "archive"])
async def test_verbs_of_a_formation_honour_if_match(
    editor: httpx.AsyncClient, formation: str, verb: str
) -> None:
    url = f"{formation}/{verb}"
    refused(await editor.post(url, headers={"If-Match": '"v9"'}), 412, "stale_version")
    assert (await editor.post(url, headers={"If-Match": '"v1"'})).json()["version"] == 2


async def test_verbs_of_a_session_honour_if_match(editor: httpx.AsyncClient) -> None:
    session = await new_session(editor, await published_formation(editor))
    for version, verb in enumerate(("publish", "archive"), start=1):
        url = f"{SESSIONS}/{session['id']}/{verb}"
        refused(await editor.post(url, headers={"If-Match": '"v9"'}), 412, "stale_version")
        assert (await editor.post(url, headers={"If-Match": f'"v{version}"'})).status_code == 200


@pytest.mark.parametrize(("verb", "body"), [("move", {"state": "traite"}), ("assign", {"assigneeId": None})])
async def test_work_on_a_demande_honours_if_match(
    editor: httpx.AsyncClient, verb: str, body: dict[str, str | None]
) -> None:
    url = f"{DEMANDES}/{(await new_demande(editor))['id']}/{verb}"
    refused(await editor.post(url, json=body, headers={"If-Match": '"v2"'}), 412, "stale_version")
    assert (await editor.post(url, json=body, headers={"If-Match": '"v1"'})).status_code == 200
