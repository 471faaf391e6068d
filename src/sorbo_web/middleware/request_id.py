"""The id that a request has in its answer, its problems and the log."""

import re
import secrets
from collections.abc import Callable

from litestar.types import ASGIApp, HTTPScope, Receive, Send

from sorbo_web.middleware.layer import Layer, adding, header

HEADER = b"x-request-id"
_ACCEPTABLE = re.compile(rb"[A-Za-z0-9._-]{8,64}")


_BYTES, _AT_ONCE = 16, 256
_pool: list[str] = []


def random_id() -> str:
    """Return an id that nobody guesses: 128 random bits in hexadecimal."""
    if not _pool:
        # Asking the system for each would take longer than all else that is done for an id.
        drawn = secrets.token_bytes(_BYTES * _AT_ONCE)
        _pool.extend(drawn[at : at + _BYTES].hex() for at in range(0, len(drawn), _BYTES))
    return _pool.pop()


class RequestIds:
    """Gives every request an id.

    With `trust_inbound` an id that a proxy has given is kept, if it looks like one.
    """

    def __init__(self, *, trust_inbound: bool, new_id: Callable[[], str] = random_id) -> None:
        self._trust_inbound = trust_inbound
        self._new_id = new_id

    def of(self, scope: HTTPScope) -> str:
        """Return the id of a request."""
        given = header(scope, HEADER) if self._trust_inbound else None
        return given.decode() if given is not None and _ACCEPTABLE.fullmatch(given) else self._new_id()


class RequestId(Layer):
    """Puts each request's id in `state.request_id` and in the answer's X-Request-Id."""

    def __init__(self, app: ASGIApp, *, ids: RequestIds) -> None:
        super().__init__(app)
        self._ids = ids

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass the request on with its id."""
        request_id = self._ids.of(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        await self._app(scope, receive, adding(send, ((HEADER, request_id.encode()),)))
