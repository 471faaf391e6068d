"""What only MongoDB has of units of work: servers that cannot, and batches over HTTP that can."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest_asyncio

from sorbo_adapters.embedded import binaries
from sorbo_adapters.embedded.mongod import _Standalone
from sorbo_adapters.embedded.ports import free_port
from sorbo_core.identity.permissions import Role
from support.api import Api, refused
from support.mongo_api import mongo_api
from support.wire import FORMATIONS, formation_body

_BATCH = f"{FORMATIONS}:batch"
_LEASE = timedelta(seconds=16)


def _created(*slugs: str | None) -> dict[str, Any]:
    bodies = (formation_body() if slug is None else formation_body(slug=slug) for slug in slugs)
    return {"atomic": True, "operations": [{"op": "create", "data": body} for body in bodies]}


@pytest_asyncio.fixture
async def api(mongo_url: str, database_name: str) -> AsyncIterator[Api]:
    async with mongo_api(mongo_url, database_name) as api:
        yield api


async def test_an_atomic_batch_is_kept_whole_whatever_slugs_clash(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor:
        await editor.post(FORMATIONS, json=formation_body())
        results = (await editor.post(_BATCH, json=_created(None, None, "a"))).json()["results"]
        assert [each["status"] for each in results] == [201] * 3
        listed = (await editor.get(FORMATIONS)).json()["items"]
        assert {each["slug"] for each in listed} == {
            "etude-de-sols",
            "etude-de-sols-2",
            "etude-de-sols-3",
            "a",
        }


async def test_an_atomic_batch_that_is_refused_leaves_nothing(api: Api) -> None:
    async with api.staff(Role.EDITOR) as editor:
        response = await editor.post(_BATCH, json=_created(None, "a", "a"))
        assert refused(response, 422, "batch_refused") == ["/operations/2"]
        assert (await editor.get(FORMATIONS)).json()["items"] == []
    # The account of the editor, and the login.
    assert (await api.container.ports.delivery_desk().backlog()).entities == 2


async def test_an_atomic_batch_that_is_asked_again_after_a_lost_answer_creates_nothing_twice(
    api: Api,
) -> None:
    async with api.staff(Role.EDITOR) as editor:
        headers = {"Idempotency-Key": "k"}
        first = await editor.post(_BATCH, json=_created(None, None), headers=headers)
        creations = api.container.ports.creations()
        # As if the process had died before it noted its answer.
        await creations._creations.update_many({}, {"$unset": {"answer": ""}})
        api.clock.advance(_LEASE)
        again = await editor.post(_BATCH, json=_created(None, None), headers=headers)
        assert again.json() == first.json()
        assert len((await editor.get(FORMATIONS)).json()["items"]) == 2


async def test_without_a_replica_set_all_or_nothing_is_refused_and_the_rest_works(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    program = binaries.find(binaries.MONGODB)
    lone = _Standalone(program=program, folder=folder, log=tmp_path / "log", port=free_port())
    async with lone, mongo_api(lone.url, "lone") as api, api.staff(Role.EDITOR) as editor:
        refused(await editor.post(_BATCH, json=_created("a")), 422, "atomic_unsupported")
        assert (await editor.get(FORMATIONS)).json()["items"] == []
        by_itself = await editor.post(_BATCH, json={**_created("a"), "atomic": False})
        assert [each["status"] for each in by_itself.json()["results"]] == [201]
