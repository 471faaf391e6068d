"""What is asked for an address is the same work, whether the address has an account or not."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from support.accounts import ADDRESS, AUTH, Mailed
from support.api import PASSWORD, Api, address_of

_PORTS = ("comptes", "access_links", "creations", "password_hasher", "mailer", "session_secrets")


class Counting:
    """Does what another adapter does, and counts its calls by name."""

    def __init__(self, adapter: Any, port: str, calls: Counter[str]) -> None:
        self._adapter = adapter
        self._port = port
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._adapter, name)
        return self._counted(name, found) if callable(found) else found

    def _counted(self, name: str, found: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self._calls[f"{self._port}.{name}"] += 1
            return found(*args, **kwargs)

        return call


@pytest.fixture
def calls(unbuilt: Mailed) -> Counter[str]:
    counted: Counter[str] = Counter()
    ports = unbuilt.api.container.ports
    for port in _PORTS:
        unbuilt.api.replace(port, Counting(getattr(ports, port)(), port, counted))
    return counted


async def answered(client: httpx.AsyncClient, calls: Counter[str], path: str, body: Any) -> tuple[Any, ...]:
    """Return all that a caller can see of the answer, and the calls that it took."""
    calls.clear()
    answer = await client.post(path, json=body)
    fields = {
        name: value for name, value in answer.headers.items() if name not in {"x-request-id", "ratelimit"}
    }
    return answer.status_code, answer.content, fields, dict(calls)


@pytest.mark.parametrize("path", [f"{AUTH}/register", f"{AUTH}/password/forgotten"])
async def test_a_known_and_an_unknown_address_take_the_same_calls_and_get_the_same_answer(
    unbuilt: Mailed, calls: Counter[str], path: str
) -> None:
    api: Api = unbuilt.api
    await api.open_account(Role.EDITOR)
    closed = await api.open_account(Role.VIEWER)
    await api.container.ports.comptes().update(
        closed, lambda compte: compte.deactivate(by="x", at=api.clock.now())
    )
    async with api.client() as visitor:
        addresses = (
            ADDRESS,
            address_of(Role.EDITOR),
            address_of(Role.VIEWER),
            address_of(Role.EDITOR),
            ADDRESS,
        )
        seen = [await answered(visitor, calls, path, {"email": email}) for email in addresses]
    assert seen[0][3] == {"access_links.add": 1}
    assert all(each == seen[0] for each in seen)


async def test_another_address_of_ones_own_tells_nothing_about_who_has_it(
    unbuilt: Mailed, calls: Counter[str]
) -> None:
    api = unbuilt.api
    await api.open_account(Role.EDITOR)
    async with api.staff(Role.VIEWER) as viewer:
        seen = [
            await answered(viewer, calls, f"{AUTH}/me/email", {"email": email, "currentPassword": PASSWORD})
            for email in (ADDRESS, address_of(Role.EDITOR))
        ]
    assert seen[0] == seen[1]
    assert (seen[0][0], seen[0][3]["access_links.add"]) == (202, 1)


async def test_a_link_that_is_worth_nothing_costs_no_hash(unbuilt: Mailed, calls: Counter[str]) -> None:
    form = {"token": "absent.secret", "name": "Visiteuse", "password": PASSWORD}
    async with unbuilt.api.client() as visitor:
        for path in (f"{AUTH}/register/confirm", "/api/v1/invitations/accept"):
            status, *_, made = await answered(visitor, calls, path, form)
            assert (status, made) == (404, {"access_links.get": 1})
        del form["name"]
        status, *_, made = await answered(visitor, calls, f"{AUTH}/password/reset", form)
        assert (status, made) == (404, {"access_links.get": 1})
