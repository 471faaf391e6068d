"""Plain ASGI applications to put layers in front of, and a client for them."""

from collections.abc import AsyncIterator, Iterable
from typing import Any, cast

import httpx
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.ports import Limit, Quota, RateLimiter

Fields = Iterable[tuple[bytes, bytes]]


def client_of(app: ASGIApp, *, address: str | None = "192.0.2.1") -> httpx.AsyncClient:
    """Return a client that calls the application from an address; calls raise what it raises."""
    transport = httpx.ASGITransport(app=cast("Any", app), client=cast("Any", address and (address, 50_000)))
    return httpx.AsyncClient(transport=transport, base_url="https://api.example.com")


async def get(app: ASGIApp, path: str = "/", **headers: str) -> httpx.Response:
    """Return the answer to one GET; header names are written with underscores."""
    async with client_of(app) as client:
        return await client.get(
            path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )


def answering(
    status: int = 200, headers: Fields = (), body: bytes = b"ok", *, route: str | None = None
) -> ASGIApp:
    """Return an application that reads the body and gives one answer, as if a route had."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if route is not None:
            scope["path_template"] = route
        await body_of(receive)
        await send({"type": "http.response.start", "status": status, "headers": list(headers)})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    return app


def raising(error: BaseException) -> ASGIApp:
    """Return an application that raises before it answers."""

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise error

    return app


async def body_of(receive: Receive) -> bytes:
    """Return the whole body of a request."""
    parts = []
    while True:
        message = await receive()
        assert message["type"] == "http.request"
        parts.append(message["body"])
        if not message["more_body"]:
            return b"".join(parts)


async def in_chunks(*chunks: bytes) -> AsyncIterator[bytes]:
    """Yield a body in chunks, so that its length is not announced."""
    for chunk in chunks:
        yield chunk


def scope_of(method: str = "GET", path: str = "/", headers: Fields = (), **further: Any) -> HTTPScope:
    """Return the scope of a request as a server makes it."""
    scope = {"type": "http", "method": method, "path": path, "headers": list(headers), "state": {}}
    return cast("HTTPScope", {**scope, "client": ("192.0.2.1", 50_000), **further})


class AwayRateLimiter(RateLimiter):
    """Counters that cannot be reached."""

    async def hit(self, key: str, limit: Limit) -> Quota:  # noqa: ARG002 — the port's signature
        raise Unavailable(part="valkey")
