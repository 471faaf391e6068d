"""Whatever is sent on any parameter of any route is refused, or stored as plain data: on MongoDB."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import httpx
import pytest
import pytest_asyncio

from sorbo_core.identity.permissions import Role
from sorbo_web.site.door import is_of_the_door
from support.api import Api
from support.attacks.generated import MARKER, Attack, attacks_on
from support.commands.acting import acting
from support.commands.recorder import RECORDER
from support.mongo_api import mongo_api
from support.operations import Operation, operations
from support.recruitment import CANDIDATURES, EMPLOIS, applied, published_emploi
from support.wire import (
    ABONNES,
    ACTUALITES,
    AVIS,
    DEMANDES,
    FORMATIONS,
    LOGICIELS,
    PROJETS,
    PUBLICATIONS,
    WEBHOOKS,
    new_avis,
    new_demande,
    new_session,
    new_webhook,
    published_actualite,
    published_formation,
    published_logiciel,
    published_projet,
    published_publication,
    subscription_body,
)

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.exhaustive]

_OPERATIONS = {operation.name: operation for operation in operations()}
_LARGE = "2000000"
_LOG_OUT = {"/api/v1/auth/logout", "/api/v1/auth/logout-everywhere"}


class Target(NamedTuple):
    """An application with something in it, an administrator, and what path parameters lead there."""

    api: Api
    client: httpx.AsyncClient
    ids: dict[str, dict[str, str]]


async def _filled(admin: httpx.AsyncClient) -> dict[str, dict[str, str]]:
    """Put one of each noun there; return the ids by the start of a path and the path's parameters."""
    formation = (await published_formation(admin))["id"]
    session = (await new_session(admin, {"id": formation}))["id"]
    demande = (await new_demande(admin))["id"]
    offer = await published_emploi(admin)
    emploi, candidature = offer["id"], (await applied(admin, offer))["id"]
    webhook = (await new_webhook(admin))["id"]
    projet = (await published_projet(admin))["id"]
    actualite = (await published_actualite(admin))["id"]
    publication = (await published_publication(admin))["id"]
    logiciel = (await published_logiciel(admin))["id"]
    avis = (await new_avis(admin, f"{LOGICIELS}/{logiciel}"))["id"]
    await admin.post(ABONNES, json=subscription_body())
    (abonne,) = (await admin.get(ABONNES)).json()["items"]
    tested = await admin.post(f"{WEBHOOKS}/{webhook}/test")
    ids = {"formation": formation, "webhook": webhook, "delivery": tested.json()["id"]}
    return {
        FORMATIONS: ids | {"id": formation},
        DEMANDES: {"id": demande},
        EMPLOIS: {"id": emploi},
        CANDIDATURES: {"id": candidature},
        PROJETS: {"id": projet},
        ACTUALITES: {"id": actualite},
        PUBLICATIONS: {"id": publication},
        LOGICIELS: {"id": logiciel},
        AVIS: {"id": avis},
        ABONNES: {"id": abonne["id"]},
        "": ids | {"id": session},
    }


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def target(mongo_url: str, database_name: str) -> AsyncIterator[Target]:
    async with (
        mongo_api(mongo_url, database_name, SORBO_BODY_LIMIT=_LARGE) as api,
        api.staff(Role.ADMIN) as client,
    ):
        yield Target(api, client, await _filled(client))


def _fault(response: httpx.Response, operation: Operation) -> str:
    """Return what is wrong with an answer; empty where it is a success, or refused as its door refuses."""
    if response.status_code < 400:
        return ""
    media_type = response.headers.get("content-type")
    refusal = {"application/problem+json"} | (
        {"application/json"} if is_of_the_door(operation.path) else set()
    )
    is_problem = response.status_code < 500 and media_type in refusal
    return "" if is_problem else f"{response.status_code} {response.text[:200]}"


async def _sent(target: Target, operation: Operation, attack: Attack) -> httpx.Response:
    headers: dict[str, Any] = {"Content-Type": "application/json", "If-Match": "*", **attack.headers}
    response = await target.client.request(
        operation.method, attack.path, headers=headers, content=attack.content
    )
    if response.status_code < 400 and operation.path in _LOG_OUT:
        target.client.headers["Authorization"] = f"Bearer {await target.api.new_token(Role.ADMIN)}"
    return response


@pytest.mark.parametrize("name", _OPERATIONS)
async def test_nothing_that_is_sent_breaks_or_acts(target: Target, name: str) -> None:
    operation = _OPERATIONS[name]
    ids = next(known for start, known in target.ids.items() if operation.path.startswith(start))
    faults = []
    for attack in attacks_on(operation, ids):
        with RECORDER.watching() as sent:
            fault = _fault(await _sent(target, operation, attack), operation)
        acts = [place for command in sent for place in acting(command, MARKER)]
        if fault or acts:
            faults.append(f"{attack.what}: {fault} {acts or ''}")
    assert faults == []


@pytest.mark.parametrize("text", [f"${MARKER}", f"{MARKER}.b", f'{{"$ne": "{MARKER}"}}', f"$$ROOT.{MARKER}"])
async def test_what_looks_like_an_operator_is_stored_as_it_is(target: Target, text: str) -> None:
    with RECORDER.watching() as sent:
        made = await published_formation(target.client, title=text, description=text, objectives=[text])
        path = f"{FORMATIONS}/{made['id']}"
        changed = await target.client.patch(path, json={"location": text}, headers={"If-Match": "*"})
    assert changed.status_code == 200
    read = (await target.client.get(path)).json()
    assert [read[name] for name in ("title", "description", "location")] == [text] * 3
    assert read["objectives"] == [text]
    assert any(MARKER in str(command) for command in sent)
    assert [place for command in sent for place in acting(command, MARKER)] == []


async def test_the_product_is_heard(target: Target) -> None:
    with RECORDER.watching() as sent:
        await target.client.get(f"{FORMATIONS}?category={MARKER}")
    assert any(MARKER in str(command) for command in sent)
