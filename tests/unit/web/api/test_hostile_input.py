"""Bodies that nobody sends in good faith: refused quickly and harmlessly, and nothing is written."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from time import perf_counter
from typing import Any, NamedTuple

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.api import PASSWORD, Api, address_of, harmless, memory_settings
from support.asgi import in_chunks
from support.wire import (
    DEMANDES,
    FORMATIONS,
    LOGIN,
    SESSIONS,
    demande_body,
    formation_body,
    new_demande,
    new_formation,
    new_session,
    session_body,
)

_LIMIT = 2_000_000
_DEEP = 100_000


class Route(NamedTuple):
    """A route that takes a body: one that it accepts, and a member of it that holds a text."""

    method: str
    path: str
    body: dict[str, Any]
    text: str


_ROUTES = {
    "create a formation": Route("POST", FORMATIONS, formation_body(), "title"),
    "change a formation": Route("PATCH", f"{FORMATIONS}/{{formation}}", {"title": "x"}, "title"),
    "create a session": Route("POST", SESSIONS, session_body("{formation}", location="x"), "location"),
    "change a session": Route("PATCH", f"{SESSIONS}/{{session}}", {"location": "x"}, "location"),
    "send a demande": Route("POST", DEMANDES, demande_body(), "name"),
    "assign a demande": Route("POST", f"{DEMANDES}/{{demande}}/assign", {"assigneeId": "x"}, "assigneeId"),
    "move a demande": Route("POST", f"{DEMANDES}/{{demande}}/move", {"state": "traite"}, "state"),
    "log in": Route("POST", LOGIN, {"email": address_of(Role.EDITOR), "password": PASSWORD}, "password"),
}


def _with(raw: bytes) -> Callable[[Route], bytes]:
    """Return a body whose text member is written so, byte for byte."""

    def body(route: Route) -> bytes:
        marked = json.dumps(route.body | {route.text: "MARK"})
        return marked.encode().replace(b'"MARK"', raw)

    return body


def _and(raw: bytes) -> Callable[[Route], bytes]:
    """Return an accepted body with one more member."""
    return lambda route: json.dumps(route.body).encode()[:-1] + b", " + raw + b"}"


def _accepted(route: Route) -> bytes:
    return json.dumps(route.body).encode()


_BODIES: dict[str, Callable[[Route], bytes]] = {
    "nothing": lambda _: b"",
    "blanks": lambda _: b" \n\t ",
    "null": lambda _: b"null",
    "an array": lambda route: b"[" + _accepted(route) + b"]",
    "a text": lambda _: b'"text"',
    "a number": lambda _: b"1",
    "deep arrays": lambda _: b"[" * _DEEP + b"]" * _DEEP,
    "deep objects": lambda _: b'{"a":' * _DEEP + b"1" + b"}" * _DEEP,
    "deep and never closed": lambda _: b"[{" * _DEEP,
    "deep arrays for a text": _with(b"[" * _DEEP + b"]" * _DEEP),
    "deep objects beside": _and(b'"more": ' + b'{"a":' * _DEEP + b"1" + b"}" * _DEEP),
    "bytes that are no text": _with(b'"\xff\xfe"'),
    "an overlong NUL": _with(b'"\xc0\x80"'),
    "a name that is no text": _and(b'"\xff": 1'),
    "UTF-16": lambda route: json.dumps(route.body).encode("utf-16"),
    "UTF-32": lambda route: json.dumps(route.body).encode("utf-32"),
    "a byte order mark": lambda route: b"\xef\xbb\xbf" + _accepted(route),
    "NUL": _with(b'"a\x00b"'),
    "an escaped NUL": _with(rb'"a\u0000b"'),
    "an escaped NUL after a backslash": _with(rb'"a\\\u0000b"'),
    "NUL in a name": _and(rb'"a\u0000": 1'),
    "NUL after the body": lambda route: _accepted(route) + b"\x00",
    "a high surrogate": _with(rb'"\ud800"'),
    "a low surrogate": _with(rb'"\udc00"'),
    "surrogates in the wrong order": _with(rb'"\udc00\ud800"'),
    "a surrogate in bytes": _with(b'"\xed\xa0\x80"'),
    "a number of many digits": _with(b"9" * 10_000),
    "a number beyond 64 bits": _with(b"18446744073709551616"),
    "1e400": _with(b"1e400"),
    "-1e400": _with(b"-1e400"),
    "NaN": _with(b"NaN"),
    "Infinity": _with(b"-Infinity"),
    "a member given twice": lambda route: _and(json.dumps(route.text).encode() + b': "other"')(route),
    "a member given twice, escaped": lambda route: _and(
        f'"\\u{ord(route.text[0]):04x}{route.text[1:]}": "other"'.encode()
    )(route),
    "an operator as a name": _and(b'"$where": "1"'),
    "a dotted name": _and(b'"details.title": "x"'),
    "a prototype": _and(b'"__proto__": {"admin": true}'),
    "an unknown name": _and(b'"isAdmin": true'),
    "an empty name": _and(b'"": 1'),
    "a long name": _and(b'"' + b"x" * 100_000 + b'": 1'),
    "an operator for a text": _with(b'{"$ne": null}'),
    "an object for a text": _with(b"{}"),
    "an array for a text": _with(b'["x"]'),
    "a number for a text": _with(b"1"),
    "a truth for a text": _with(b"true"),
    "something after the body": lambda route: _accepted(route) + b"x",
    "two bodies": lambda route: _accepted(route) * 2,
    "a comma at the end": lambda route: _accepted(route)[:-1] + b",}",
    "a comment": lambda route: b"/* */" + _accepted(route),
    "apostrophes": lambda route: _accepted(route).replace(b'"', b"'"),
    "half a body": lambda route: _accepted(route)[:-3],
    "a line break in a text": _with(b'"a\nb"'),
    "an unknown escape": _with(rb'"\x41"'),
    "a form": lambda _: b"title=x&email=y",
    "an external entity": lambda _: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "a large text": _with(b'"' + b"x" * 1_000_000 + b'"'),
    "many members": _and(b", ".join(b'"a%d": 1' % number for number in range(50_000))),
}


class Target(NamedTuple):
    """An application with something in it, and who attacks it."""

    api: Api
    token: str
    ids: dict[str, str]


async def _target() -> Target:
    api = Api(memory_settings(SORBO_BODY_LIMIT=str(_LIMIT)))
    async with api.staff(Role.EDITOR) as editor:
        formation = await new_formation(editor)
        session = await new_session(editor, formation)
        demande = await new_demande(editor)
    ids = {"formation": formation["id"], "session": session["id"], "demande": demande["id"]}
    return Target(api, await api.token(Role.EDITOR), ids)


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


@pytest.mark.parametrize("name", _BODIES)
async def test_a_hostile_body_is_refused(attacker: httpx.AsyncClient, route: Route, name: str) -> None:
    started = perf_counter()
    response = await attacker.request(route.method, route.path, content=_BODIES[name](route))
    assert harmless(response) in {400, 422}
    assert perf_counter() - started < 2


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
    response = await attacker.request(route.method, route.path, content=_accepted(route), headers=headers)
    assert harmless(response) == 415


async def test_a_body_without_a_media_type_is_refused(attacker: httpx.AsyncClient, route: Route) -> None:
    del attacker.headers["Content-Type"]
    response = await attacker.request(route.method, route.path, content=_accepted(route))
    assert harmless(response) == 415


async def test_a_body_over_the_limit_is_refused_by_its_announced_length(
    attacker: httpx.AsyncClient, route: Route
) -> None:
    body = _accepted(route) + b" " * _LIMIT
    assert harmless(await attacker.request(route.method, route.path, content=body)) == 413


async def test_a_body_over_the_limit_is_refused_while_it_comes_in(
    attacker: httpx.AsyncClient, route: Route
) -> None:
    body = in_chunks(_accepted(route), *[b" " * (_LIMIT // 4)] * 5)
    assert harmless(await attacker.request(route.method, route.path, content=body)) == 413


async def test_an_empty_body_in_chunks_is_refused(attacker: httpx.AsyncClient, route: Route) -> None:
    response = await attacker.request(route.method, route.path, content=in_chunks(b"", b""))
    assert harmless(response) == 400


@pytest.mark.parametrize("name", ["slug", "version", "createdAt", "events", "source", "passwordHash", "id"])
async def test_what_the_application_decides_itself_cannot_be_set(
    attacker: httpx.AsyncClient, route: Route, name: str
) -> None:
    response = await attacker.request(route.method, route.path, json=route.body | {name: "x"})
    assert harmless(response) == 400
    assert response.json()["errors"][0]["pointer"] == f"/{name}"
