"""What staff do with requests over HTTP."""

import httpx
import pytest

from support.api import Api, ids_of, refused
from support.wire import DEMANDES, ME, new_demande


@pytest.fixture
async def url(visitor: httpx.AsyncClient) -> str:
    return f"{DEMANDES}/{(await new_demande(visitor))['id']}"


async def test_staff_list_requests_latest_first(
    visitor: httpx.AsyncClient, viewer: httpx.AsyncClient
) -> None:
    ids = [(await new_demande(visitor))["id"] for _ in range(3)]
    assert ids_of(await viewer.get(DEMANDES)) == ids[::-1]
    assert ids_of(await viewer.get(DEMANDES, params={"sort": "createdAt"})) == ids


async def test_staff_filter_requests(visitor: httpx.AsyncClient, editor: httpx.AsyncClient) -> None:
    me = (await editor.get(ME)).json()["id"]
    one, two = await new_demande(visitor), await new_demande(visitor, subject="formation")
    await editor.post(f"{DEMANDES}/{two['id']}/move", json={"state": "traite"})
    await editor.post(f"{DEMANDES}/{two['id']}/assign", json={"assigneeId": me})

    async def found(**query: str) -> list[str]:
        return ids_of(await editor.get(DEMANDES, params=query))

    assert await found(state="nouveau") == [one["id"]]
    assert await found(**{"state[in]": "en_traitement,traite"}) == [two["id"]]
    assert await found(subject="formation") == [two["id"]]
    assert await found(assigneeId=me) == [two["id"]]
    assert await found(**{"createdAt[gte]": "2026-03-02T09:30:15.126Z"}) == []
    assert await found(**{"createdAt[lte]": "2026-03-02T10:30:15.125+01:00"}) == [two["id"], one["id"]]


@pytest.mark.parametrize("value", ["2026-03-02", "2026-03-02T09:30:15", "yesterday", "1772443815"])
async def test_an_instant_says_its_offset(editor: httpx.AsyncClient, value: str) -> None:
    response = await editor.get(DEMANDES, params={"createdAt[gte]": value})
    assert refused(response, 400, "malformed") == ["?createdAt[gte]"]


async def test_a_request_is_given_to_somebody_and_taken_back(editor: httpx.AsyncClient, url: str) -> None:
    me = (await editor.get(ME)).json()["id"]
    given = await editor.post(f"{url}/assign", json={"assigneeId": me})
    assert (given.status_code, given.json()["assigneeId"], given.headers["etag"]) == (200, me, '"v2"')
    taken_back = await editor.post(f"{url}/assign", json={"assigneeId": None})
    assert (taken_back.json()["assigneeId"], taken_back.json()["version"]) == (None, 3)


async def test_a_request_is_given_to_staff_only(editor: httpx.AsyncClient, url: str) -> None:
    refused(await editor.post(f"{url}/assign", json={"assigneeId": "nobody"}), 422, "assignee_unknown")


async def test_an_assignment_names_the_assignee_or_null(editor: httpx.AsyncClient, url: str) -> None:
    assert refused(await editor.post(f"{url}/assign", json={}), 400, "malformed") == ["/assigneeId"]


@pytest.mark.parametrize(
    "moves",
    [
        ["en_traitement", "traite", "en_traitement", "traite"],
        ["traite", "en_traitement"],
    ],
)
async def test_a_request_moves_through_its_states(
    editor: httpx.AsyncClient, url: str, moves: list[str]
) -> None:
    for version, state in enumerate(moves, start=2):
        moved = await editor.post(f"{url}/move", json={"state": state})
        assert (moved.status_code, moved.json()["state"], moved.json()["version"]) == (200, state, version)


@pytest.mark.parametrize("state", ["en_traitement", "traite"])
async def test_no_request_becomes_new_again(editor: httpx.AsyncClient, url: str, state: str) -> None:
    await editor.post(f"{url}/move", json={"state": state})
    refused(await editor.post(f"{url}/move", json={"state": "nouveau"}), 409, "move_refused")


async def test_the_present_state_again_changes_nothing(editor: httpx.AsyncClient, url: str) -> None:
    moved = await editor.post(f"{url}/move", json={"state": "nouveau"})
    assert (moved.status_code, moved.json()["version"]) == (200, 1)


async def test_an_unknown_state_is_refused_and_named(editor: httpx.AsyncClient, url: str) -> None:
    assert refused(await editor.post(f"{url}/move", json={"state": "perdu"}), 400, "malformed") == ["/state"]


@pytest.mark.parametrize(
    ("method", "suffix", "body"),
    [("GET", "", None), ("POST", "/move", {"state": "traite"}), ("POST", "/assign", {"assigneeId": None})],
)
async def test_a_request_that_does_not_exist_is_not_found(
    editor: httpx.AsyncClient, method: str, suffix: str, body: dict[str, str | None] | None
) -> None:
    response = await editor.request(method, f"{DEMANDES}/nothing{suffix}", json=body)
    refused(response, 404, "demande_not_found")


async def test_visitors_see_and_change_nothing(visitor: httpx.AsyncClient, url: str) -> None:
    answers = [
        await visitor.get(DEMANDES),
        await visitor.get(url),
        await visitor.post(f"{url}/move", json={"state": "traite"}),
        await visitor.post(f"{url}/assign", json={"assigneeId": None}),
    ]
    for answer in answers:
        refused(answer, 401, "authentication_required")


async def test_who_may_read_requests_may_not_work_on_them(
    api: Api, viewer: httpx.AsyncClient, url: str
) -> None:
    before = api.stored()
    assert (await viewer.get(url)).status_code == 200
    refused(await viewer.post(f"{url}/move", json={"state": "traite"}), 403, "forbidden")
    refused(await viewer.post(f"{url}/assign", json={"assigneeId": None}), 403, "forbidden")
    assert api.stored() == before
