"""Idempotency-Key: a creation happens once, however often it is asked."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_core.catalogue.formation import Formation
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.errors import Unavailable
from support.api import Api, ids_of, refused
from support.wire import (
    DEMANDES,
    FORMATIONS,
    SESSIONS,
    demande_body,
    formation_body,
    new_formation,
    session_body,
)

_KEY = {"Idempotency-Key": "6f1d4f0e-2b1c"}


async def test_the_same_key_again_gets_the_same_answer_and_creates_nothing(
    editor: httpx.AsyncClient,
) -> None:
    first = await editor.post(FORMATIONS, json=formation_body(), headers=_KEY)
    again = await editor.post(FORMATIONS, json=formation_body(), headers=_KEY)

    assert (again.status_code, again.content) == (201, first.content)
    for name in ("etag", "location", "cache-control", "content-type"):
        assert again.headers[name] == first.headers[name]
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert len(ids_of(await editor.get(FORMATIONS))) == 1


async def test_every_creation_takes_a_key(editor: httpx.AsyncClient, visitor: httpx.AsyncClient) -> None:
    formation = await new_formation(editor)
    creations = [(editor, SESSIONS, session_body(formation["id"])), (visitor, DEMANDES, demande_body())]
    for client, path, body in creations:
        answers = [await client.post(path, json=body, headers=_KEY) for _ in range(2)]
        assert answers[0].content == answers[1].content
        assert len(ids_of(await editor.get(path))) == 1


async def test_another_key_creates_another(editor: httpx.AsyncClient) -> None:
    for key in ("one", "two"):
        await editor.post(FORMATIONS, json=formation_body(), headers={"Idempotency-Key": key})
    assert len(ids_of(await editor.get(FORMATIONS))) == 2


async def test_the_same_key_with_another_body_is_refused(api: Api, editor: httpx.AsyncClient) -> None:
    await editor.post(FORMATIONS, json=formation_body(), headers=_KEY)
    before = api.stored()
    response = await editor.post(FORMATIONS, json=formation_body(title="Autre"), headers=_KEY)
    refused(response, 422, "idempotency_key_reused")
    assert api.stored() == before


async def test_a_key_belongs_to_who_sends_it_and_to_the_route(api: Api, editor: httpx.AsyncClient) -> None:
    made = await editor.post(FORMATIONS, json=formation_body(), headers=_KEY)
    async with api.staff(Role.ADMIN) as admin:
        other = await admin.post(FORMATIONS, json=formation_body(), headers=_KEY)
    session = await editor.post(SESSIONS, json=session_body(made.json()["id"]), headers=_KEY)
    assert [made.status_code, other.status_code, session.status_code] == [201, 201, 201]
    assert made.json()["id"] != other.json()["id"]


async def test_two_visitors_with_one_key_do_not_meet(visitor: httpx.AsyncClient) -> None:
    one = await visitor.post(DEMANDES, json=demande_body(), headers=_KEY)
    other = await visitor.post(DEMANDES, json=demande_body(email="autre@example.com"), headers=_KEY)
    assert [one.status_code, other.status_code] == [201, 201]
    assert one.json()["id"] != other.json()["id"]


@pytest.mark.parametrize("key", ["", "a b", "a\tb", "é".encode(), "x" * 256])
async def test_a_key_is_up_to_255_visible_characters(
    api: Api, editor: httpx.AsyncClient, key: str | bytes
) -> None:
    before = api.stored()
    headers: dict[str, Any] = {"Idempotency-Key": key}
    response = await editor.post(FORMATIONS, json=formation_body(), headers=headers)
    refused(response, 400, "invalid_idempotency_key")
    assert api.stored() == before


async def test_a_refused_creation_leaves_its_key_free(editor: httpx.AsyncClient) -> None:
    body = session_body("nothing")
    for _ in range(2):
        refused(await editor.post(SESSIONS, json=body, headers=_KEY), 404, "formation_not_found")
    made = await editor.post(FORMATIONS, json=formation_body(), headers=_KEY)
    corrected = await editor.post(SESSIONS, json=session_body(made.json()["id"]), headers=_KEY)
    assert corrected.status_code == 201


async def test_a_key_is_forgotten_after_a_day(api: Api, visitor: httpx.AsyncClient) -> None:
    first = await visitor.post(DEMANDES, json=demande_body(), headers=_KEY)
    api.clock.advance(timedelta(hours=24))
    again = await visitor.post(DEMANDES, json=demande_body(), headers=_KEY)
    assert first.json()["id"] != again.json()["id"]


class _Held(MemoryFormations):
    """Holds every new formation back until it may be stored."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.may_go_on = asyncio.Event(), asyncio.Event()

    async def add(self, formation: Formation, /) -> Formation:
        self.reached.set()
        await self.may_go_on.wait()
        return await super().add(formation)


async def test_the_same_key_while_the_first_request_runs_clashes_and_one_formation_is_made() -> None:
    api, formations = Api(), _Held()
    api.replace("formations", formations)
    async with api.staff(Role.EDITOR) as editor:
        first = asyncio.create_task(editor.post(FORMATIONS, json=formation_body(), headers=_KEY))
        await formations.reached.wait()
        second = await editor.post(FORMATIONS, json=formation_body(), headers=_KEY)
        formations.may_go_on.set()
        third = (await first, await editor.post(FORMATIONS, json=formation_body(), headers=_KEY))[1]

        refused(second, 409, "request_in_flight")
        assert third.content == (await first).content
        assert len(ids_of(await editor.get(FORMATIONS))) == 1


class _Forgetful(MemoryFormations):
    """Stores the first formation and then does not answer, as a database does that is cut off."""

    cut_off = True

    async def add(self, formation: Formation, /) -> Formation:
        stored = await super().add(formation)
        if self.cut_off:
            self.cut_off = False
            raise Unavailable(part="database")
        return stored


async def test_an_attempt_that_died_after_its_write_is_found_again() -> None:
    api = Api()
    api.replace("formations", _Forgetful())
    async with api.staff(Role.EDITOR) as editor:
        refused(await editor.post(FORMATIONS, json=formation_body(), headers=_KEY), 503, "unavailable")
        api.clock.advance(timedelta(seconds=15))
        again = await editor.post(FORMATIONS, json=formation_body(), headers=_KEY)

        assert again.status_code == 201
        assert ids_of(await editor.get(FORMATIONS)) == [again.json()["id"]]
