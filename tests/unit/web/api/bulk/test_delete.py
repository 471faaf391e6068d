"""Deleting: what visitors never saw goes for good, everything else is archived."""

import httpx
import pytest

from support.api import Api, refused
from support.recruitment import EMPLOIS, emploi_body
from support.wire import (
    ACTUALITES,
    FORMATIONS,
    LOGICIELS,
    PROJETS,
    PUBLICATIONS,
    WEBHOOKS,
    Json,
    actualite_body,
    formation_body,
    logiciel_body,
    new_formation,
    new_session,
    new_webhook,
    projet_body,
    publication_body,
    published_formation,
)

_NOUNS = {
    FORMATIONS: formation_body(),
    PROJETS: projet_body(),
    ACTUALITES: actualite_body(),
    PUBLICATIONS: publication_body(),
    LOGICIELS: logiciel_body(),
    EMPLOIS: emploi_body(),
}


async def _deleted(client: httpx.AsyncClient, entry: Json, tag: str = '"v1"') -> httpx.Response:
    return await client.delete(f"{FORMATIONS}/{entry['id']}", headers={"If-Match": tag})


@pytest.mark.parametrize(("path", "body"), _NOUNS.items(), ids=[path[8:] for path in _NOUNS])
async def test_a_brouillon_of_every_noun_goes_with_its_slug_and_its_versions(
    admin: httpx.AsyncClient, path: str, body: Json
) -> None:
    made = (await admin.post(path, json=body)).json()
    response = await admin.delete(f"{path}/{made['id']}", headers={"If-Match": '"v1"'})
    assert (response.status_code, response.content) == (204, b"")
    for gone in (made["id"], made["slug"], f"{made['id']}/versions", f"{made['id']}/versions/1"):
        assert (await admin.get(f"{path}/{gone}")).status_code == httpx.codes.NOT_FOUND
    assert (await admin.get(path)).json()["items"] == []
    assert (await admin.post(path, json=body)).json()["slug"] == made["slug"]


async def test_what_was_published_once_or_is_planned_is_not_deleted(editor: httpx.AsyncClient) -> None:
    shown = await published_formation(editor)
    refused(await _deleted(editor, shown, '"v2"'), 409, "not_deletable")
    await editor.post(f"{FORMATIONS}/{shown['id']}/archive")
    refused(await _deleted(editor, shown, '"v3"'), 409, "not_deletable")
    planned = await new_formation(editor)
    await editor.post(f"{FORMATIONS}/{planned['id']}/schedule", json={"publishAt": "2099-01-01T00:00:00Z"})
    refused(await _deleted(editor, planned, '"v2"'), 409, "not_deletable")
    await editor.post(f"{FORMATIONS}/{planned['id']}/unschedule")
    assert (await _deleted(editor, planned, '"v3"')).status_code == httpx.codes.NO_CONTENT


async def test_a_formation_with_a_session_is_not_deleted(editor: httpx.AsyncClient) -> None:
    formation = await new_formation(editor)
    await new_session(editor, formation)
    refused(await _deleted(editor, formation), 409, "in_use")


async def test_who_deletes_says_which_version_they_saw(
    visitor: httpx.AsyncClient, viewer: httpx.AsyncClient, editor: httpx.AsyncClient
) -> None:
    made = await new_formation(editor)
    refused(await editor.delete(f"{FORMATIONS}/{made['id']}"), 428, "precondition_required")
    refused(await _deleted(editor, made, '"v2"'), 412, "stale_version")
    refused(await _deleted(editor, made, "v1"), 400, "invalid_if_match")
    refused(await _deleted(visitor, made), 401, "authentication_required")
    refused(await _deleted(viewer, made), 403, "forbidden")
    refused(await _deleted(editor, {"id": "absent"}), 404, "formation_not_found")
    assert (await _deleted(editor, made, "*")).status_code == httpx.codes.NO_CONTENT
    refused(await _deleted(editor, made), 404, "formation_not_found")


async def test_what_is_deleted_is_told_and_kept_out_of_the_search(api: Api, admin: httpx.AsyncClient) -> None:
    webhook = await new_webhook(admin, eventTypes=["formation.*"])
    made = await new_formation(admin)
    await _deleted(admin, made)
    await api.container.delivery.relay_events()()
    deliveries = (await admin.get(f"{WEBHOOKS}/{webhook['id']}/deliveries")).json()["items"]
    assert {each["type"] for each in deliveries} == {"formation.created", "formation.deleted"}
    assert not api.container.ports.formations().outboxes
    record = api.container.ports.search_index()._records[f"formation:{made['id']}"]
    assert (record.title, record.shown_at) == ("", None)
