"""Avis over HTTP: given, moderated, shown, added up."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from support.api import Api, ids_of, refused
from support.wire import (
    AVIS,
    FORMATIONS,
    LOGICIELS,
    Json,
    avis_body,
    new_avis,
    new_formation,
    published_formation,
    published_logiciel,
)

NOUNS: dict[str, Callable[[httpx.AsyncClient], Awaitable[Json]]] = {
    FORMATIONS: published_formation,
    LOGICIELS: published_logiciel,
}


@pytest.fixture(params=NOUNS)
async def url(request: pytest.FixtureRequest, editor: httpx.AsyncClient) -> str:
    """Where something is that visitors see."""
    made = await NOUNS[request.param](editor)
    return f"{request.param}/{made['id']}"


async def approved(editor: httpx.AsyncClient, visitor: httpx.AsyncClient, url: str, **changes: Any) -> Json:
    """Give an avis, have it approved and return it as staff see it."""
    given = await new_avis(visitor, url, **changes)
    answer = await editor.post(f"{AVIS}/{given['id']}/approve")
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


async def test_an_avis_waits_and_shows_nothing(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, url: str
) -> None:
    given = await visitor.post(f"{url}/avis", json=avis_body())
    assert (given.status_code, given.json()["state"]) == (201, "en_attente")
    assert (await visitor.get(f"{url}/avis")).json() == {"items": [], "next": None}
    assert (await visitor.get(url)).json()["rating"] is None
    assert (await editor.get(given.headers["location"])).json()["email"] == "personne1@example.com"


async def test_what_is_approved_is_shown_without_the_address_and_counts(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, url: str
) -> None:
    before = await visitor.get(url)
    first = await approved(editor, visitor, url, number=1, stars=5, position="Bureau d'études")
    await approved(editor, visitor, url, number=2, stars=4)
    await new_avis(visitor, url, number=3, stars=1)

    (_, oldest) = (await visitor.get(f"{url}/avis")).json()["items"]
    assert oldest == {
        "id": first["id"],
        "name": "Projeteur",
        "position": "Bureau d'études",
        "company": None,
        "stars": 5,
        "comment": "Des exemples réels.",
        "createdAt": "2026-03-02T09:30:15.125000Z",
    }
    rating = {"average": 4.5, "count": 2}
    read = await visitor.get(url, headers={"If-None-Match": before.headers["etag"]})
    assert (read.status_code, read.json()["rating"]) == (200, rating)
    (listed,) = (await visitor.get(url.rpartition("/")[0])).json()["items"]
    assert listed["rating"] == rating


async def test_staff_change_their_mind(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, url: str
) -> None:
    given = await approved(editor, visitor, url)
    me = (await editor.get("/api/v1/auth/me")).json()["id"]
    assert (given["state"], given["moderatedBy"], given["version"]) == ("approuve", me, 2)
    again = await editor.post(f"{AVIS}/{given['id']}/approve")
    assert again.json() == given
    refusal = await editor.post(f"{AVIS}/{given['id']}/refuse", headers={"If-Match": '"v2"'})
    assert refusal.json()["state"] == "refuse"
    assert ids_of(await visitor.get(f"{url}/avis")) == []
    assert (await visitor.get(url)).json()["rating"] is None
    stale = await editor.post(f"{AVIS}/{given['id']}/approve", headers={"If-Match": '"v2"'})
    refused(stale, 412, "stale_version")


async def test_a_second_avis_by_one_address_is_answered_as_the_first_and_changes_nothing(
    api: Api, visitor: httpx.AsyncClient, url: str
) -> None:
    first = await visitor.post(f"{url}/avis", json=avis_body())
    before = api.stored()
    second = await visitor.post(f"{url}/avis", json=avis_body(email=" PERSONNE1@example.com", stars=1))
    assert api.stored() == before
    assert second.status_code == first.status_code == 201
    assert {**second.json(), "id": ""} == {**first.json(), "id": ""}
    assert second.headers["etag"] == first.headers["etag"]
    assert second.json()["id"] != first.json()["id"]


async def test_with_a_key_an_avis_is_taken_once(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, url: str
) -> None:
    headers = {"Idempotency-Key": "k1"}
    answers = [await visitor.post(f"{url}/avis", json=avis_body(), headers=headers) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["idempotency-replayed"] == "true"
    assert ids_of(await editor.get(AVIS)) == [answers[0].json()["id"]]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"stars": 0}, "/stars"),
        ({"stars": 6}, "/stars"),
        ({"email": "nobody"}, "/email"),
        ({"name": " "}, "/name"),
        ({"comment": ""}, "/comment"),
        ({"comment": "x" * 20_001}, "/comment"),
    ],
)
async def test_an_avis_that_breaks_a_rule_is_refused(
    api: Api, visitor: httpx.AsyncClient, url: str, change: Json, pointer: str
) -> None:
    before = api.stored()
    response = await visitor.post(f"{url}/avis", json=avis_body(**change))
    assert refused(response, 422, "invalid") == [pointer]
    assert api.stored() == before


async def test_what_visitors_do_not_see_takes_no_avis_and_shows_none(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    hidden = f"{FORMATIONS}/{(await new_formation(editor))['id']}"
    for client in (visitor, editor):
        refused(await client.post(f"{hidden}/avis", json=avis_body()), 404, "formation_not_found")
        refused(await client.get(f"{hidden}/avis"), 404, "formation_not_found")
    refused(await visitor.get(f"{LOGICIELS}/none/avis"), 404, "logiciel_not_found")


async def test_staff_filter_what_waits(editor: httpx.AsyncClient, visitor: httpx.AsyncClient) -> None:
    formation, logiciel = await published_formation(editor), await published_logiciel(editor)
    of_formation, of_logiciel = f"{FORMATIONS}/{formation['slug']}", f"{LOGICIELS}/{logiciel['slug']}"
    shown = await approved(editor, visitor, of_formation)
    waiting = [await new_avis(visitor, url, 2) for url in (of_formation, of_logiciel)]

    async def found(**query: str) -> list[str]:
        return ids_of(await editor.get(AVIS, params={"sort": "createdAt", **query}))

    assert await found() == [each["id"] for each in (shown, *waiting)]
    assert await found(state="en_attente") == [each["id"] for each in waiting]
    assert await found(noun="logiciel") == [waiting[1]["id"]]
    assert await found(entryId=formation["id"], state="en_attente") == [waiting[0]["id"]]
    assert await found(**{"state[in]": "approuve,refuse"}) == [shown["id"]]


async def test_moderation_is_for_those_who_may(
    viewer: httpx.AsyncClient, visitor: httpx.AsyncClient, url: str
) -> None:
    given = await new_avis(visitor, url)
    refused(await viewer.get(AVIS), 403, "forbidden")
    refused(await viewer.post(f"{AVIS}/{given['id']}/approve"), 403, "forbidden")
    refused(await visitor.get(f"{AVIS}/{given['id']}"), 401, "authentication_required")


async def test_an_avis_that_nobody_gave_is_not_found(editor: httpx.AsyncClient) -> None:
    refused(await editor.get(f"{AVIS}/none"), 404, "avis_not_found")
    refused(await editor.post(f"{AVIS}/none/refuse"), 404, "avis_not_found")
