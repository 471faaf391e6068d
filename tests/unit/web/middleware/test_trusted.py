"""What is believed of who is connected, behind proxies and without."""

from typing import cast

import pytest
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from sorbo_web.asgi import behind_proxies
from sorbo_web.middleware.layer import client_address
from support.api import Api, memory_settings
from support.asgi import answering, client_of

PROXY, STRANGER, CLIENT = "10.1.2.3", "192.0.2.1", "198.51.100.7"
FORGED = {
    "X-Forwarded-For": CLIENT,
    "Forwarded": f"for={CLIENT};proto=https",
    "X-Real-IP": CLIENT,
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "elsewhere.example",
    "X-Request-Id": "chosen-by-a-stranger",
}


async def seen(address: str, headers: dict[str, str], *, trusted: str = "10.0.0.0/8") -> HTTPScope:
    """Return a request as the application sees it."""
    scopes: list[HTTPScope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scopes.append(cast("HTTPScope", scope))
        await answering()(scope, receive, send)

    settings = memory_settings(SORBO_TRUSTED_PROXIES=trusted)
    async with client_of(behind_proxies(cast("ASGIApp", app), settings), address=address) as client:
        await client.get("/", headers=headers)
    return scopes[0]


@pytest.mark.parametrize("trusted", ["10.0.0.0/8", ""])
async def test_a_stranger_is_believed_in_nothing(trusted: str) -> None:
    scope = await seen(STRANGER, FORGED, trusted=trusted)
    assert client_address(scope) == STRANGER
    if trusted:
        names = {name.decode() for name, _ in scope["headers"]}
        assert names.isdisjoint(name.lower() for name in FORGED)


@pytest.mark.parametrize("field", ["Forwarded", "X-Real-IP"])
async def test_only_one_field_says_who_calls_and_only_a_proxy_says_it(field: str) -> None:
    scope = await seen(PROXY, {field: FORGED[field]})
    assert client_address(scope) == PROXY


async def test_of_a_chain_the_last_one_that_is_no_proxy_calls() -> None:
    scope = await seen(PROXY, {"X-Forwarded-For": f"203.0.113.9, {CLIENT}, 10.9.9.9"})
    assert client_address(scope) == CLIENT


@pytest.mark.parametrize(("peer", "kept"), [(PROXY, True), (STRANGER, False), ("not an address", False)])
async def test_an_id_of_a_request_is_kept_from_a_trusted_proxy_only(peer: str, *, kept: bool) -> None:
    settings = memory_settings(SORBO_TRUSTED_PROXIES="10.0.0.0/8")
    app = behind_proxies(Api(settings).app, settings)
    async with client_of(app, address=peer) as client:
        answer = await client.get("/health/live", headers={"X-Request-Id": "chosen-by-a-stranger"})
    assert (answer.headers["x-request-id"] == "chosen-by-a-stranger") is kept


async def test_a_forged_address_does_not_get_round_a_limit() -> None:
    settings = memory_settings(SORBO_TRUSTED_PROXIES="10.0.0.0/8", SORBO_WRITES_PER_MINUTE="2")
    app = behind_proxies(Api(settings).app, settings)
    async with client_of(app, address=STRANGER) as client:
        statuses = [
            (
                await client.post(
                    "/api/v1/demandes", json={}, headers={"X-Forwarded-For": f"198.51.100.{number}"}
                )
            ).status_code
            for number in range(4)
        ]
    assert statuses == [400, 400, 429, 429]


async def test_who_is_trusted_may_be_named() -> None:
    assert client_address(await seen("proxy", FORGED, trusted="proxy")) == CLIENT
    assert client_address(await seen(STRANGER, FORGED, trusted="*")) == CLIENT
