"""Batches: each operation is done or refused by itself, and all of them once."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_core.catalogue.formation import Formation
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.errors import Unavailable
from support.api import Api, refused
from support.wire import FORMATIONS, formation_body, new_formation

_BATCH = f"{FORMATIONS}:batch"
Json = dict[str, Any]
_LEASE = timedelta(seconds=16)


def _create(**changes: Any) -> Json:
    return {"op": "create", "data": formation_body(**changes)}


async def _sent(client: httpx.AsyncClient, *operations: Any, key: str | None = None) -> httpx.Response:
    headers = {"Idempotency-Key": key} if key else {}
    return await client.post(_BATCH, json={"operations": operations}, headers=headers)


async def _titles(client: httpx.AsyncClient) -> list[str]:
    return [item["title"] for item in (await client.get(FORMATIONS)).json()["items"]]


async def test_each_operation_does_what_its_own_route_does(editor: httpx.AsyncClient) -> None:
    known = await new_formation(editor, title="Ancien")
    response = await _sent(
        editor,
        _create(title="Nouveau"),
        {"op": "update", "id": known["id"], "version": 1, "data": {"title": "Récent"}},
        {"op": "publish", "id": known["id"], "version": 2},
        {"op": "archive", "id": known["id"]},
    )
    results = response.json()["results"]
    assert [result["status"] for result in results] == [201, 200, 200, 200]
    assert [result["etag"] for result in results] == ['"v1"', '"v2"', '"v3"', '"v4"']
    created = (await editor.get(f"{FORMATIONS}/{results[0]['id']}")).json()
    assert (created["title"], created["status"]) == ("Nouveau", "brouillon")
    assert (await editor.get(f"{FORMATIONS}/{known['id']}")).json()["status"] == "archive"


async def test_what_is_refused_changes_nothing_and_the_others_are_done(editor: httpx.AsyncClient) -> None:
    known = await new_formation(editor, title="Ancien")
    response = await _sent(
        editor,
        _create(title=3),
        _create(title=""),
        {"op": "update", "id": known["id"], "version": 7, "data": {"title": "Récent"}},
        {"op": "update", "id": known["id"], "version": 1, "data": {"x": 1}},
        {"op": "archive", "id": "absent"},
        _create(title="Nouveau"),
    )
    results = response.json()["results"]
    assert [result["status"] for result in results] == [400, 422, 412, 400, 404, 201]
    assert results[1]["problem"]["errors"][0]["pointer"] == "/title"
    assert [result["id"] for result in results[2:5]] == [known["id"], known["id"], "absent"]
    assert await _titles(editor) == ["Ancien", "Nouveau"]


async def test_the_same_key_does_all_of_it_once(editor: httpx.AsyncClient) -> None:
    first = await _sent(editor, _create(), _create(), key="k")
    again = await _sent(editor, _create(), _create(), key="k")
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert len(await _titles(editor)) == 2
    refused(await _sent(editor, _create(), key="k"), 422, "idempotency_key_reused")


class _DyingFormations(MemoryFormations):
    """A database that goes away at the third creation, and comes back."""

    left = 2

    async def add(self, entry: Formation, /) -> Formation:
        self.left -= 1
        if self.left == -1:
            raise Unavailable(part="database")
        return await super().add(entry)


async def test_a_batch_that_breaks_off_is_finished_by_the_same_request() -> None:
    api = Api()
    api.replace("formations", _DyingFormations())
    operations = [_create(title=f"Formation {number}") for number in range(4)]
    async with api.staff(Role.EDITOR) as editor:
        refused(await _sent(editor, *operations, key="k"), 503, "unavailable")
        assert await _titles(editor) == ["Formation 0", "Formation 1"]
        api.clock.advance(_LEASE)
        done = await _sent(editor, *operations, key="k")
        assert [result["status"] for result in done.json()["results"]] == [201] * 4
        assert await _titles(editor) == [f"Formation {number}" for number in range(4)]


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"operations": []}, 422, "/operations"),
        ({"operations": [_create()] * 101}, 422, "/operations"),
        ({"operations": [{"op": "destroy", "id": "x"}]}, 400, "/operations/0/op"),
        ({"operations": [{"op": "delete", "id": "x"}]}, 400, "/operations/0/version"),
        ({"operations": [{"op": "update", "id": "x", "data": {}}]}, 400, "/operations/0/version"),
        ({"operations": [_create()], "atomic": 1}, 400, "/atomic"),
        ({}, 400, "/operations"),
    ],
)
async def test_a_batch_of_another_shape_is_refused_whole(
    editor: httpx.AsyncClient, body: Json, status: int, pointer: str
) -> None:
    code = "invalid" if status == 422 else "malformed"
    assert refused(await editor.post(_BATCH, json=body), status, code) == [pointer]
    assert await _titles(editor) == []


async def test_only_who_may_write_may_change_many(
    visitor: httpx.AsyncClient, viewer: httpx.AsyncClient
) -> None:
    refused(await _sent(visitor, _create()), 401, "authentication_required")
    refused(await _sent(viewer, _create()), 403, "forbidden")
