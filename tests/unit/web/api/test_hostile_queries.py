"""Query strings and paths that nobody sends in good faith: refused, harmlessly."""

import base64
from typing import Any, cast

import httpx
import msgspec
import pytest
from litestar.types import Receive, Scope, Send

from sorbo_core.identity.permissions import Role
from support.api import Api, harmless
from support.asgi import client_of
from support.operations import operations
from support.recruitment import CANDIDATURES, EMPLOIS, new_emploi
from support.wire import (
    DEAD_LETTERS,
    DEMANDES,
    FORMATIONS,
    NOTIFICATIONS,
    SESSIONS,
    WEBHOOKS,
    new_formation,
    new_webhook,
    published_formation,
)

_DELIVERIES = f"{WEBHOOKS}/{{webhook}}/deliveries"
_LISTS = [operation.path for operation in operations() if "after" in operation.query]
_ANYWHERE = {
    "an operator as a name": "$where=1",
    "an operator in brackets": "limit[$gt]=1",
    "a prototype": "__proto__=1",
    "a prototype in brackets": "__proto__[admin]=1",
    "a prototype to sort by": "sort=__proto__",
    "a field to sort by": "sort=_id",
    "an operator to sort by": "sort[$natural]=1",
    "an operator on a filter": "status[$ne]=publie",
    "a pattern on a filter": "status[regex]=.*",
    "no name": "=1",
    "no field": "[eq]=1",
    "a dotted name": "details.title=x",
    "a stored name": "source.key=x",
    "NUL in a name": "a%00b=1",
    "NUL in a value": "sort=start%00",
    "NUL alone": "%00",
    "half an escape": "limit=%",
    "no escape": "limit=%zz",
    "bytes that are no text": "sort=%ff",
    "bytes that are no name": "%c0%80=1",
    "a surrogate": "after=%ed%a0%80",
    "a semicolon": "limit=1;limit=2",
    "thousands of parameters": "&".join(f"a{number}=1" for number in range(5000)),
    "thousands of ampersands": "&" * 50_000,
    "one parameter often": "&".join(["limit=5"] * 30),
    "a long name": "x" * 50_000 + "=1",
    "a long value": "sort=" + "x" * 50_000,
    "a long cursor": "after=" + "A" * 50_000,
    "a number of many digits": "limit=" + "9" * 50_000,
    "markup": "<script>=1",
}
_SOMEWHERE = [
    (FORMATIONS, "price[$gt]=1"),
    (FORMATIONS, "price[exists]=1"),
    (FORMATIONS, "price[exists]=$ne"),
    (FORMATIONS, "category[nin]=" + "," * 150),
    (FORMATIONS, "price[gte]=abc"),
    (FORMATIONS, f"price={10**30}"),
    (FORMATIONS, "price=1e400"),
    (FORMATIONS, "price=1e99999999"),
    (FORMATIONS, "price=NaN"),
    (FORMATIONS, "price=Infinity"),
    (FORMATIONS, "price=" + "9" * 190),
    (FORMATIONS, "level[regex]=.*"),
    (FORMATIONS, "level=.*"),
    (FORMATIONS, "level=%7B%22$ne%22:1%7D"),
    (FORMATIONS, "category=%00"),
    (FORMATIONS, "category[in]=" + "," * 150),
    (FORMATIONS, "fields=$where"),
    (FORMATIONS, "fields=price.amount"),
    (FORMATIONS, "include=formations"),
    (FORMATIONS, "fields=" + "title," * 500),
    (SESSIONS, "start[gte]=0000-00-00"),
    (SESSIONS, "start[gte]=99999-01-01"),
    (SESSIONS, "start[gte]=0"),
    (DEMANDES, "createdAt[gte]=0001-01-01T00:00:00%2B14:00"),
    (DEMANDES, "createdAt[lte]=9999-12-31T23:59:59-14:00"),
    (DEMANDES, "createdAt[lte]=NaN"),
    (EMPLOIS, "state=brouillon"),
    (EMPLOIS, "state[$ne]=actif"),
    (EMPLOIS, "state=%7B%22$ne%22:1%7D"),
    (EMPLOIS, "city=%00"),
    (EMPLOIS, "deadline[gte]=99999-01-01"),
    (EMPLOIS, "salary[gte]=1"),
    (EMPLOIS, "sort=details.salary.min"),
    (CANDIDATURES, "state[$ne]=recue"),
    (CANDIDATURES, "email=x"),
    (CANDIDATURES, "candidate.email=x"),
    (CANDIDATURES, "createdAt[lte]=9999-12-31T23:59:59-14:00"),
    (WEBHOOKS, "state=deleted%00"),
    (WEBHOOKS, "state[$ne]=active"),
    (WEBHOOKS, "secret=x"),
    (_DELIVERIES, "type[nin]=demande.received"),
    (_DELIVERIES, "type[$regex]=.*"),
    (_DELIVERIES, "state=%7B%22$ne%22:1%7D"),
    (_DELIVERIES, "endpointId=other"),
    (_DELIVERIES, "createdAt[lte]=9999-12-31T23:59:59-14:00"),
    (NOTIFICATIONS, "state[$ne]=read"),
    (NOTIFICATIONS, "recipientId=other"),
    (DEAD_LETTERS, "handler[$ne]=x"),
    (DEAD_LETTERS, "event.type=demande.received"),
]
_PATHS = [
    "%00",
    "a%00b",
    "%FF",
    "%ED%A0%80",
    "$ne",
    "%7B%22$ne%22:1%7D",
    "..%2F..%2Fetc%2Fpasswd",
    "x" * 5000,
    "%2e%2e",
    "[$ne]",
    "%F0%9F%92%A9",
]


_VERBS = ("publish", "move", "enable", "rotate-secret", "test", "replay", "read", "requeue")


@pytest.fixture
async def webhook_id(admin: httpx.AsyncClient) -> str:
    return str((await new_webhook(admin))["id"])


def _there(path: str, webhook_id: str) -> str:
    """Return the path of a list that may belong to something."""
    return path.format(webhook=webhook_id, id="absent")


@pytest.mark.parametrize("path", _LISTS)
@pytest.mark.parametrize("name", _ANYWHERE)
async def test_a_hostile_query_is_refused_by_every_list(
    admin: httpx.AsyncClient, webhook_id: str, path: str, name: str
) -> None:
    response = await admin.get(f"{path.format(webhook=webhook_id, id='absent')}?{_ANYWHERE[name]}")
    assert harmless(response) == 400


@pytest.mark.parametrize(("path", "query"), _SOMEWHERE)
async def test_a_hostile_value_of_a_filter_is_refused(
    admin: httpx.AsyncClient, webhook_id: str, path: str, query: str
) -> None:
    assert harmless(await admin.get(f"{path.format(webhook=webhook_id, id='absent')}?{query}")) == 400


@pytest.mark.parametrize("query", [b"limit=\xff", b"\x00=1", "limit=٣".encode(), b"sort=\xed\xa0\x80"])
async def test_a_query_string_that_is_not_ascii_is_refused(api: Api, query: bytes) -> None:
    async def raw(scope: Scope, receive: Receive, send: Send) -> None:
        await api.app(cast("Scope", {**scope, "query_string": query}), receive, send)

    async with client_of(raw) as client:
        assert harmless(await client.get(FORMATIONS)) == 400


@pytest.mark.parametrize(
    "content",
    [
        ("title", [{"$gt": ""}, "id"]),
        ("title", [5, "id"]),
        ("title", ["a"]),
        ("-title", ["a", "id"]),
        ("price", ["a", "id"]),
    ],
)
async def test_a_cursor_that_was_tampered_with_is_refused(
    editor: httpx.AsyncClient, content: tuple[Any, ...]
) -> None:
    await published_formation(editor)
    cursor = base64.urlsafe_b64encode(msgspec.msgpack.encode(content)).rstrip(b"=").decode()
    assert harmless(await editor.get(FORMATIONS, params={"after": cursor})) == 400


@pytest.mark.parametrize("part", _PATHS)
@pytest.mark.parametrize("path", _LISTS)
async def test_a_hostile_path_leads_nowhere(
    api: Api, admin: httpx.AsyncClient, webhook_id: str, path: str, part: str
) -> None:
    await new_formation(admin)
    before, one = api.stored(), f"{path.format(webhook=webhook_id, id='absent')}/{part}"
    calls = [(method, one) for method in ("GET", "PATCH", "DELETE")]
    for method, url in (*calls, *(("POST", f"{one}/{verb}") for verb in _VERBS)):
        body, headers = {"state": "traite"}, {"If-Match": "*"}
        response = await admin.request(method, url, json=body, headers=headers)
        assert harmless(response) in {400, 404, 405}
    assert api.stored() == before


async def test_a_filter_for_staff_is_no_way_to_drafts(api: Api, visitor: httpx.AsyncClient) -> None:
    async with api.staff(Role.EDITOR) as editor:
        await new_formation(editor)
        await new_emploi(editor)
    for query in ("status=brouillon", "status[in]=brouillon", "status%5Beq%5D=brouillon"):
        assert harmless(await visitor.get(f"{FORMATIONS}?{query}")) == 401
        assert harmless(await visitor.get(f"{EMPLOIS}?{query}")) == 401
