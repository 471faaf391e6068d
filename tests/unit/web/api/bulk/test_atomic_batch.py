"""Batches that are all or nothing."""

from typing import Any

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from sorbo_core.shared.errors import AtomicUnsupported
from support.api import Api, refused
from support.wire import FORMATIONS, formation_body, new_formation, published_formation

_BATCH = f"{FORMATIONS}:batch"
Json = dict[str, Any]


async def _sent(client: httpx.AsyncClient, *operations: Json, key: str | None = None) -> httpx.Response:
    headers = {"Idempotency-Key": key} if key else {}
    return await client.post(_BATCH, json={"operations": operations, "atomic": True}, headers=headers)


def _create(**changes: Any) -> Json:
    return {"op": "create", "data": formation_body(**changes)}


async def test_all_of_them_are_done(editor: httpx.AsyncClient) -> None:
    known, old = await new_formation(editor), await new_formation(editor, title="Vieux")
    operations = (
        _create(),
        _create(),
        {"op": "update", "id": known["id"], "version": 1, "data": {"title": "Autre"}},
        {"op": "publish", "id": known["id"], "version": 2},
        {"op": "delete", "id": old["id"], "version": 1},
        _create(slug="vieux"),
    )
    response = await _sent(editor, *operations, key="k")
    results = response.json()["results"]
    assert [each["status"] for each in results] == [201, 201, 200, 200, 204, 201]
    slugs = [(await editor.get(f"{FORMATIONS}/{each['id']}")).json().get("slug") for each in results]
    assert slugs == ["etude-de-sols-2", "etude-de-sols-3", "autre", "autre", None, "vieux"]
    again = await _sent(editor, *operations, key="k")
    assert (again.headers["idempotency-replayed"], again.json()) == ("true", response.json())


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        ({"op": "update", "id": "SHOWN", "version": 9, "data": {"title": "X"}}, "stale_version"),
        ({"op": "update", "id": "absent", "version": 1, "data": {"title": "X"}}, "formation_not_found"),
        ({"op": "delete", "id": "SHOWN", "version": 2}, "not_deletable"),
        ({"op": "publish", "id": "SHOWN"}, "not_publishable"),
        (_create(slug="prise"), "slug_taken"),
        (_create(title=""), "invalid"),
        (_create(title=3), "malformed"),
    ],
)
async def test_one_that_is_refused_leaves_everything_as_it_was(
    api: Api, editor: httpx.AsyncClient, operation: Json, reason: str
) -> None:
    shown = await published_formation(editor, slug="prise")
    if operation.get("id") == "SHOWN":
        operation = {**operation, "id": shown["id"]}
    before = api.stored()
    change = {"op": "update", "id": shown["id"], "version": 2, "data": {"title": "Changé"}}
    # Its own version has moved on by then.
    done = [_create(), change] if operation.get("version") != 2 else [_create()]
    response = await _sent(editor, *done, operation, key="k")
    pointers = refused(response, 422, "batch_refused")
    assert pointers[0] == f"/operations/{len(done)}"
    assert reason in response.json()["errors"][0]["detail"]
    assert pointers[1:] in ([], [f"/operations/{len(done)}/data/title"])
    assert api.stored() == before
    assert (await _sent(editor, _create(), key="k")).status_code == httpx.codes.OK


async def test_a_database_that_cannot_says_so() -> None:
    api = Api()
    api.replace("unit_of_work", _Never())
    async with api.staff(Role.EDITOR) as editor:
        refused(await _sent(editor, _create()), 422, "atomic_unsupported")
        assert (await editor.get(FORMATIONS)).json()["items"] == []


class _Never:
    async def run(self, work: object) -> None:  # noqa: ARG002 — the port's
        raise AtomicUnsupported
