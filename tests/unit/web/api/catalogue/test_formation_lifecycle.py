"""Slugs that redirect, planned publication and merge patches over HTTP."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from support.api import Api, ids_of, refused
from support.wire import FORMATIONS, Json, formation_body, new_formation, published_formation

SOON = "2026-03-02T12:00:00Z"


async def patched(editor: httpx.AsyncClient, formation: Json, **changes: Any) -> httpx.Response:
    url = f"{FORMATIONS}/{formation['id']}"
    return await editor.patch(url, json=changes, headers={"If-Match": "*"})


async def test_a_new_title_moves_the_formation_and_its_old_address_leads_there(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    made = await published_formation(editor)
    moved = (await patched(editor, made, title="Étude été")).json()
    assert moved["slug"] == "etude-ete"

    response = await visitor.get(f"{FORMATIONS}/etude-de-sols")
    assert (response.status_code, response.content) == (308, b"")
    assert response.headers["location"] == f"{FORMATIONS}/etude-ete"
    assert response.headers["cache-control"] == "public, max-age=30"
    followed = await visitor.get(f"{FORMATIONS}/etude-de-sols", follow_redirects=True)
    assert followed.json()["id"] == made["id"]


async def test_an_address_of_several_titles_ago_leads_straight_to_the_present_one(
    editor: httpx.AsyncClient,
) -> None:
    made = await new_formation(editor)
    for title in ("Deux", "Trois"):
        await patched(editor, made, title=title)
    for slug in ("etude-de-sols", "deux"):
        assert (await editor.get(f"{FORMATIONS}/{slug}")).headers["location"] == f"{FORMATIONS}/trois"


async def test_visitors_are_not_led_to_what_they_may_not_see(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    made = await new_formation(editor)
    await patched(editor, made, title="Secret")
    refused(await visitor.get(f"{FORMATIONS}/etude-de-sols"), 404, "formation_not_found")


async def test_an_address_that_was_another_s_gets_a_suffix(editor: httpx.AsyncClient) -> None:
    first = await new_formation(editor)
    await patched(editor, first, title="Autre chose")
    assert (await new_formation(editor))["slug"] == "etude-de-sols-2"


async def test_a_slug_that_staff_choose_is_kept_when_the_title_changes(editor: httpx.AsyncClient) -> None:
    made = await new_formation(editor, slug="sols")
    assert made["slug"] == "sols"
    assert (await patched(editor, made, title="Autre chose")).json()["slug"] == "sols"
    assert (await patched(editor, made, slug="sols-2027")).json()["slug"] == "sols-2027"


async def test_a_slug_that_is_given_and_taken_is_a_conflict(api: Api, editor: httpx.AsyncClient) -> None:
    await new_formation(editor, slug="sols")
    other = await new_formation(editor)
    before = api.stored()
    refused(await editor.post(FORMATIONS, json=formation_body(slug="sols")), 409, "slug_taken")
    refused(await patched(editor, other, slug="sols"), 409, "slug_taken")
    assert api.stored() == before


async def test_an_object_in_a_change_is_merged(editor: httpx.AsyncClient) -> None:
    made = await new_formation(editor, price={"amount": 100, "currency": "EUR"})
    changed = await patched(editor, made, price={"amount": 5})
    assert changed.json()["price"] == {"amount": 5, "currency": "EUR"}


@pytest.mark.parametrize("member", ["title", "description", "category", "slug"])
async def test_what_every_formation_has_cannot_be_cleared(editor: httpx.AsyncClient, member: str) -> None:
    made = await new_formation(editor)
    assert refused(await patched(editor, made, **{member: None}), 422, "invalid") == [f"/{member}"]


async def test_null_gives_a_member_its_default_again(editor: httpx.AsyncClient) -> None:
    made = await new_formation(editor, levels=["debutant"], objectives=["Lire"])
    changed = (await patched(editor, made, levels=None, objectives=None)).json()
    assert (changed["levels"], changed["objectives"]) == ([], [])


async def test_what_is_planned_appears_at_its_instant_and_not_before(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    made = await new_formation(editor)
    url = f"{FORMATIONS}/{made['id']}"
    planned = await editor.post(f"{url}/schedule", json={"publishAt": SOON}, headers={"If-Match": '"v1"'})
    assert (planned.status_code, planned.json()["status"]) == (200, "planifie")
    assert planned.json()["publishAt"] == SOON

    publish_due = api.container.delivery.publish_due()
    await publish_due()
    assert ids_of(await visitor.get(FORMATIONS)) == []
    refused(await visitor.get(url), 404, "formation_not_found")
    api.clock.advance(timedelta(hours=3))
    await publish_due()
    shown = (await visitor.get(url)).json()
    assert ids_of(await visitor.get(FORMATIONS)) == [made["id"]]
    assert (shown["status"], shown["publishAt"], shown["version"]) == ("publie", None, 3)


async def test_a_plan_is_taken_back(editor: httpx.AsyncClient) -> None:
    url = f"{FORMATIONS}/{(await new_formation(editor))['id']}"
    await editor.post(f"{url}/schedule", json={"publishAt": SOON})
    back = await editor.post(f"{url}/unschedule")
    assert (back.json()["status"], back.json()["publishAt"]) == ("brouillon", None)
    refused(await editor.post(f"{url}/unschedule"), 409, "not_scheduled")


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"publishAt": "2020-01-01T00:00:00Z"}, 422, "/publishAt"),
        ({"publishAt": "0001-01-01T00:00:00+14:00"}, 422, "/publishAt"),
        ({"publishAt": "2027-01-01T00:00:00"}, 400, "/publishAt"),
        ({"publishAt": "demain"}, 400, "/publishAt"),
        ({"publishAt": None}, 400, "/publishAt"),
        ({}, 400, "/publishAt"),
    ],
)
async def test_a_plan_needs_an_instant_to_come(
    editor: httpx.AsyncClient, body: Json, status: int, pointer: str
) -> None:
    url = f"{FORMATIONS}/{(await new_formation(editor))['id']}/schedule"
    code = "invalid" if status == 422 else "malformed"
    assert refused(await editor.post(url, json=body), status, code) == [pointer]


async def test_what_is_published_cannot_be_planned(editor: httpx.AsyncClient) -> None:
    url = f"{FORMATIONS}/{(await published_formation(editor))['id']}/schedule"
    refused(await editor.post(url, json={"publishAt": SOON}), 409, "not_schedulable")


async def test_a_plan_keeps_to_the_version_that_the_editor_saw(editor: httpx.AsyncClient) -> None:
    made = await new_formation(editor)
    await patched(editor, made, location="Lomé")
    url = f"{FORMATIONS}/{made['id']}/schedule"
    response = await editor.post(url, json={"publishAt": SOON}, headers={"If-Match": '"v1"'})
    refused(response, 412, "stale_version")
