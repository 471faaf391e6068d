"""Who may do what: the code against the page that is written by hand."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.permissions import FOR_LOGINS, ROLES, Role
from sorbo_core.shared.actor import Permission
from support import build
from support.api import Api, address_of
from support.notifications import notification
from support.operations import operations
from support.permission_table import KEY, NOBODY, Cell, cells

_ROUTES = cells("route")
_OBJECTS = cells("route", named_by=2)
_ROLES = [NOBODY, *sorted(Role)]


def _listed(table: tuple[Cell, ...]) -> dict[tuple[str, ...], dict[str, str]]:
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for cell in table:
        rows.setdefault(cell.row, {})[cell.role] = cell.says
    return rows


def _shown(name: str) -> str:
    """Return the name of an operation as the table has it."""
    # There are files on both sides.
    return name.replace(" /files/", " ~/files/").replace("/api/v1/", "/")


@pytest.fixture(scope="module")
def holders() -> Api:
    """An application in which a role has an account from when it first asks."""
    return Api()


async def _credentials(api: Api, role: str) -> str | None:
    if role == KEY:
        return await api.key(Role.SUPER_ADMIN)
    return None if role == NOBODY else await api.token(Role(role))


async def _answer(api: Api, role: str, call: Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]) -> int:
    async with api.client(await _credentials(api, role)) as client:
        return (await call(client)).status_code


def test_the_table_of_permissions_is_that_of_the_code() -> None:
    said = {
        (Permission(cell.row[0]), cell.role): {"yes": True, "–": False}[cell.says]
        for cell in cells("permission")
    }
    holders = {str(role): held for role, held in ROLES.items()}
    holders[KEY] = ROLES[Role.SUPER_ADMIN] - FOR_LOGINS
    assert said == {(each, role): each in held for each in Permission for role, held in holders.items()}


def test_every_route_is_in_the_table_once_and_no_other() -> None:
    rows = [cell.row[0] for cell in _ROUTES if cell.role == NOBODY]
    served = {_shown(each.name) for each in operations() if each.method != "HEAD"}
    assert served - set(rows) == set()
    assert set(rows) - served == set()
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("row", _listed(_ROUTES), ids=lambda row: row[0])
async def test_each_role_gets_what_the_table_says_of_a_route(holders: Api, row: tuple[str]) -> None:
    (operation,) = (each for each in operations() if _shown(each.name) == row[0])
    # Who has logged out does not come back for the other rows.
    api = Api() if "/logout" in row[0] else holders
    seen = {}
    # A key before its holder logs out.
    for role in (KEY, *_ROLES):
        status = await _answer(api, role, lambda client: client.request(operation.method, operation.at()))
        seen[role] = str(status) if status in {401, 403} else "ok"
    assert seen == _listed(_ROUTES)[row]


async def _compte_of(api: Api, role: str) -> str:
    if role == NOBODY:
        return "nobody's"
    await api.token(Role(role))
    compte = await api.container.ports.comptes().by_email(address_of(Role(role)))
    return str(compte.id)


async def _of_a_notification(api: Api, role: str, whose: str) -> tuple[str, Any]:
    recipient = await _compte_of(api, role) if whose == "own" else "somebody"
    told = await api.container.ports.notifications().add(
        notification(id=build.fresh_id(), recipient_id=recipient)
    )
    return told.id, None


async def _of_a_compte(api: Api, role: str, whose: str) -> tuple[str, Any]:
    target, _, goal = whose.partition(", to ")
    body = {"role": goal or "recruiter"}
    if target == "own":
        return await _compte_of(api, role), body
    other = await api.container.ports.comptes().add(
        build.compte(role=Role(target.split()[1].removesuffix("'s")))
    )
    return other.id, body


async def _of_an_invitation(api: Api, role: str, whose: str) -> tuple[str, Any]:  # noqa: ARG001 — as the others
    target = Role(whose.split()[1].removesuffix("'s"))
    asked: AccessLink = build.access_link(purpose=LinkPurpose.INVITATION, role=target)
    await api.container.ports.access_links().add(asked)
    return asked.id, {"email": f"{build.fresh_id()}@example.com", "role": target}


async def _of_ones_own(api: Api, role: str, whose: str) -> tuple[str, Any]:  # noqa: ARG001 — as the others
    return "", {"name": "Un autre nom"}


async def _of_a_key(api: Api, role: str, whose: str) -> tuple[str, Any]:
    if whose == "own":
        holder = await _compte_of(api, role)
    else:
        target = Role(whose.split()[1].removesuffix("'s"))
        holder = (await api.container.ports.comptes().add(build.compte(role=target))).id
    key = await api.container.ports.api_keys().add(build.api_key(compte_id=holder))
    return key.id, None


_MADE = {
    "api-keys": _of_a_key,
    "notifications": _of_a_notification,
    "comptes": _of_a_compte,
    "invitations": _of_an_invitation,
    "auth": _of_ones_own,
}
_BODIES = ("change-role", "invitations", "profile")


@pytest.mark.parametrize("row", _listed(_OBJECTS), ids=", ".join)
async def test_each_role_gets_what_the_table_says_of_what_is_somebodys(
    holders: Api, row: tuple[str, str]
) -> None:
    (method, path), whose = row[0].split(), row[1]
    seen = {}
    for role in _ROLES:
        noun = "api-keys" if "/api-keys/" in path else path.split("/")[1]
        id_, body = await _MADE[noun](holders, role, whose)
        where = f"/api/v1{path.format(id=id_)}"
        asked = {"json": body} if path.endswith(_BODIES) else {}
        status = await _answer(holders, role, lambda client: client.request(method, where, **asked))  # noqa: B023 — called at once
        seen[role] = "ok" if status < 400 else str(status)
    assert seen == _listed(_OBJECTS)[row]
