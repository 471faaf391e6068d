"""Bodies that nobody sends in good faith: refused quickly and harmlessly, and nothing is written."""

import asyncio
import json
from collections.abc import AsyncIterator
from time import perf_counter
from typing import NamedTuple

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.api import PASSWORD, Api, address_of, harmless, memory_settings
from support.asgi import in_chunks
from support.hostile import BODIES, Route, accepted
from support.hostile_values import A_DAY, VALUES
from support.recruitment import (
    CANDIDATURES,
    EMPLOIS,
    applied,
    candidature_body,
    emploi_body,
    published_emploi,
)
from support.wire import (
    ACTUALITES,
    DEAD_LETTERS,
    DEMANDES,
    FORMATIONS,
    LOGIN,
    NOTIFICATIONS,
    PROJETS,
    PUBLICATIONS,
    SESSIONS,
    WEBHOOKS,
    Json,
    actualite_body,
    demande_body,
    formation_body,
    new_actualite,
    new_demande,
    new_formation,
    new_projet,
    new_publication,
    new_session,
    new_webhook,
    projet_body,
    publication_body,
    session_body,
    webhook_body,
)

_LIMIT = 2_000_000

# Not a measurement: what grows faster than its input takes minutes.
_LONG = 30

_ROUTES = {
    "create a formation": Route("POST", FORMATIONS, formation_body(), "title"),
    "change a formation": Route("PATCH", f"{FORMATIONS}/{{formation}}", {"title": "x"}, "title"),
    "create a session": Route("POST", SESSIONS, session_body("{formation}", location="x"), "location"),
    "change a session": Route("PATCH", f"{SESSIONS}/{{session}}", {"location": "x"}, "location"),
    "send a demande": Route("POST", DEMANDES, demande_body(), "name"),
    "assign a demande": Route("POST", f"{DEMANDES}/{{demande}}/assign", {"assigneeId": "x"}, "assigneeId"),
    "move a demande": Route("POST", f"{DEMANDES}/{{demande}}/move", {"state": "traite"}, "state"),
    "create an emploi": Route("POST", EMPLOIS, emploi_body(), "title"),
    "change an emploi": Route("PATCH", f"{EMPLOIS}/{{emploi}}", {"company": "x"}, "company"),
    "apply": Route("POST", f"{EMPLOIS}/{{emploi}}/candidatures", candidature_body(2), "name"),
    "move a candidature": Route(
        "POST", f"{CANDIDATURES}/{{candidature}}/move", {"state": "refusee", "reason": "x"}, "reason"
    ),
    "note a candidature": Route("POST", f"{CANDIDATURES}/{{candidature}}/notes", {"text": "x"}, "text"),
    "create a projet": Route("POST", PROJETS, projet_body(), "title"),
    "change a projet": Route("PATCH", f"{PROJETS}/{{projet}}", {"title": "x"}, "title"),
    "create an actualite": Route("POST", ACTUALITES, actualite_body(), "summary"),
    "change an actualite": Route("PATCH", f"{ACTUALITES}/{{actualite}}", {"summary": "x"}, "summary"),
    "create a publication": Route("POST", PUBLICATIONS, publication_body(), "description"),
    "change a publication": Route("PATCH", f"{PUBLICATIONS}/{{publication}}", {"title": "x"}, "title"),
    "log in": Route("POST", LOGIN, {"email": address_of(Role.ADMIN), "password": PASSWORD}, "password"),
    "create a webhook": Route("POST", WEBHOOKS, webhook_body(), "url"),
    "change a webhook": Route("PATCH", f"{WEBHOOKS}/{{webhook}}", {"description": "x"}, "description"),
    "rotate a secret": Route(
        "POST", f"{WEBHOOKS}/{{webhook}}/rotate-secret", {"overlapHours": 1}, "overlapHours"
    ),
    "replay deliveries": Route("POST", f"{WEBHOOKS}/{{webhook}}/replay", A_DAY, "since"),
    "choose notifications": Route("PATCH", f"{NOTIFICATIONS}/preferences", {"kinds": {}}, "kinds"),
    "requeue dead letters": Route("POST", f"{DEAD_LETTERS}/requeue", {"handler": "x"}, "handler"),
}


class Target(NamedTuple):
    """An application with something in it, and who attacks it."""

    api: Api
    token: str
    ids: dict[str, str]


async def _target() -> Target:
    api = Api(memory_settings(SORBO_BODY_LIMIT=str(_LIMIT)))
    async with api.staff(Role.ADMIN) as admin:
        formation = await new_formation(admin)
        emploi = await published_emploi(admin)
        made = {
            "formation": formation,
            "session": await new_session(admin, formation),
            "demande": await new_demande(admin),
            "emploi": emploi,
            "candidature": await applied(admin, emploi),
            "webhook": await new_webhook(admin),
            "projet": await new_projet(admin),
            "actualite": await new_actualite(admin),
            "publication": await new_publication(admin),
        }
    return Target(api, await api.token(Role.ADMIN), {noun: str(each["id"]) for noun, each in made.items()})


@pytest.fixture(scope="module")
def target() -> Target:
    return asyncio.run(_target())


@pytest.fixture
async def attacker(target: Target) -> AsyncIterator[httpx.AsyncClient]:
    """A client with every right; what it does must leave nothing behind."""
    before = target.api.stored()
    async with target.api.client(target.token) as client:
        client.headers.update({"Content-Type": "application/json", "If-Match": "*"})
        yield client
    assert target.api.stored() == before


@pytest.fixture(params=_ROUTES)
def route(request: pytest.FixtureRequest, target: Target) -> Route:
    found = _ROUTES[request.param]
    formation_id = target.ids["formation"]
    body = found.body | ({"formationId": formation_id} if "formationId" in found.body else {})
    return found._replace(path=found.path.format(**target.ids), body=body)


@pytest.mark.parametrize("name", BODIES)
async def test_a_hostile_body_is_refused(attacker: httpx.AsyncClient, route: Route, name: str) -> None:
    started = perf_counter()
    response = await attacker.request(route.method, route.path, content=BODIES[name](route))
    assert harmless(response) in {400, 422}
    assert perf_counter() - started < _LONG


@pytest.mark.parametrize(("name", "body"), VALUES)
async def test_a_hostile_value_deeper_in_a_body_is_refused(
    attacker: httpx.AsyncClient, target: Target, name: str, body: Json
) -> None:
    method, path, *_ = _ROUTES[name]
    answer = await attacker.request(method, path.format(**target.ids), content=json.dumps(body))
    assert harmless(answer) in {400, 422}


@pytest.mark.parametrize(
    "media_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/jsonp",
        "text/json",
        "application/json/x",
        "application/x-msgpack",
        "x" * 5000,
    ],
)
async def test_another_media_type_is_refused(
    attacker: httpx.AsyncClient, route: Route, media_type: str
) -> None:
    headers = {"Content-Type": media_type}
    response = await attacker.request(route.method, route.path, content=accepted(route), headers=headers)
    assert harmless(response) == 415


async def test_a_body_without_a_media_type_is_refused(attacker: httpx.AsyncClient, route: Route) -> None:
    del attacker.headers["Content-Type"]
    response = await attacker.request(route.method, route.path, content=accepted(route))
    assert harmless(response) == 415


async def test_a_body_over_the_limit_is_refused_by_its_announced_length(
    attacker: httpx.AsyncClient, route: Route
) -> None:
    body = accepted(route) + b" " * _LIMIT
    assert harmless(await attacker.request(route.method, route.path, content=body)) == 413


async def test_a_body_over_the_limit_is_refused_while_it_comes_in(
    attacker: httpx.AsyncClient, route: Route
) -> None:
    body = in_chunks(accepted(route), *[b" " * (_LIMIT // 4)] * 5)
    assert harmless(await attacker.request(route.method, route.path, content=body)) == 413


async def test_an_empty_body_in_chunks_is_refused(attacker: httpx.AsyncClient, route: Route) -> None:
    response = await attacker.request(route.method, route.path, content=in_chunks(b"", b""))
    assert harmless(response) == 400


@pytest.mark.parametrize(
    "name",
    [
        "slugs",
        "publishAt",
        "version",
        "createdAt",
        "events",
        "source",
        "passwordHash",
        "id",
        "secret",
        "retired",
        "ownerId",
        "failingSince",
    ],
)
async def test_what_the_application_decides_itself_cannot_be_set(
    attacker: httpx.AsyncClient, route: Route, name: str
) -> None:
    response = await attacker.request(route.method, route.path, json=route.body | {name: "x"})
    assert harmless(response) == 400
    assert response.json()["errors"][0]["pointer"] == f"/{name}"
