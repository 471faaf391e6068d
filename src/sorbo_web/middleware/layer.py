"""What every layer in front of the application is made of."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Iterable

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send, WebSocketScope

Headers = Iterable[tuple[bytes, bytes]]
"""Header fields as ASGI has them, names in lower case."""


class Layer(ABC):
    """An ASGI application around another one. What is not a request (a lifespan) goes straight through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Return the answering of a request: one coroutine a layer, not two."""
        if scope["type"] != ScopeType.HTTP:
            return self._app(scope, receive, send)
        return self.handle(scope, receive, send)

    @abstractmethod
    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the next layer answer it."""


SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""The methods that change nothing (RFC 9110 section 9.2.1), as far as the API has them."""


def adding(send: Send, headers: Headers) -> Send:
    """Return a `send` that adds these headers to the answer."""

    def sending(message: Message) -> Awaitable[None]:
        if message["type"] == "http.response.start":
            # A new message: the one that came may be kept and sent again by a cache.
            message = {**message, "headers": [*message["headers"], *headers]}
        return send(message)

    return sending


async def send_whole(send: Send, status: int, headers: Headers, body: bytes) -> None:
    """Send an answer in one piece."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def header(scope: HTTPScope, name: bytes) -> bytes | None:
    """Return the first header of this name (in lower case), or None."""
    for key, value in scope["headers"]:
        if key == name:
            return value
    return None


def client_address(scope: HTTPScope | WebSocketScope) -> str:
    """Return the address that the request comes from, "-" where the server knows none."""
    client = scope.get("client")
    return client[0] if client else "-"


def normal_path(path: str) -> str:
    """Return a path without doubled and trailing slashes, which Litestar routes to the same handler."""
    return "/" + "/".join(part for part in path.split("/") if part)
