"""Deliveries that were given up, over HTTP."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
import pytest_asyncio

from sorbo_core.delivery.dead_letter import DeadLetter
from sorbo_core.identity.permissions import Role
from support.api import Api, refused
from support.build import NOW, demande
from support.stores import claim_next

LETTERS = "/api/v1/dead-letters"


@pytest_asyncio.fixture
async def admin(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.staff(Role.ADMIN) as client:
        yield client


async def bury(api: Api, id: str, *handlers: str) -> list[str]:
    """Give up the delivery of a new request to these handlers; return the ids of the letters."""
    ports = api.container.ports
    await ports.demandes().add(demande(id=id))
    outbox = ports.outbox()
    while (claim := await claim_next(outbox, id)) and claim.collection != "demandes":
        pass  # an account that was opened for the test has an event, too
    assert claim is not None
    (pending,) = claim.pending
    ids = []
    for name in handlers:
        letter = DeadLetter.of(
            pending.event, name, collection="demandes", reason="550 no", at=NOW - timedelta(hours=1)
        )
        await outbox.bury(claim, letter)
        ids.append(letter.id)
    await outbox.settle(claim, completed=[pending.event.id], due=NOW)
    return ids


async def ids_listed(client: httpx.AsyncClient, **params: str) -> list[str]:
    return [item["id"] for item in (await client.get(LETTERS, params=params)).json()["items"]]


async def test_an_admin_lists_what_was_given_up_and_why(api: Api, admin: httpx.AsyncClient) -> None:
    (id,) = await bury(api, "asked", "notify_staff")
    (item,) = (await admin.get(LETTERS)).json()["items"]
    assert (item["id"], item["handler"], item["reason"]) == (id, "notify_staff", "550 no")
    assert (item["event"]["entityId"], item["event"]["type"]) == ("asked", "demande.received")


async def test_letters_are_filtered_by_handler_and_type(api: Api, admin: httpx.AsyncClient) -> None:
    first, second = await bury(api, "asked", "a", "b")
    assert await ids_listed(admin, handler="a") == [first]
    assert await ids_listed(admin, type="demande.received") == [second, first]
    assert await ids_listed(admin, type="demande.moved") == []


async def test_one_letter_is_requeued_once(api: Api, admin: httpx.AsyncClient) -> None:
    id, other = await bury(api, "asked", "a", "b")
    answer = await admin.post(f"{LETTERS}/{id}/requeue")
    assert (answer.status_code, answer.json()) == (200, {"requeued": 1})
    assert await ids_listed(admin) == [other]
    refused(await admin.post(f"{LETTERS}/{id}/requeue"), 404, "dead_letter_not_found")


@pytest.mark.parametrize(
    ("form", "left"),
    [({}, 0), ({"handler": "a"}, 2), ({"type": "demande.received"}, 0), ({"type": "other"}, 4)],
)
async def test_many_letters_are_requeued_at_once(
    api: Api, admin: httpx.AsyncClient, form: dict[str, str], left: int
) -> None:
    await bury(api, "one", "a", "b")
    await bury(api, "two", "a", "b")
    answer = await admin.post(f"{LETTERS}/requeue", json=form)
    assert answer.json() == {"requeued": 4 - left}
    assert len(await ids_listed(admin)) == left


async def test_editors_do_not_manage_deliveries(editor: httpx.AsyncClient) -> None:
    refused(await editor.get(LETTERS), 403, "forbidden")
    refused(await editor.post(f"{LETTERS}/requeue", json={}), 403, "forbidden")
