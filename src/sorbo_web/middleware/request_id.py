"""The id that a request has in its answer, its problems and the log."""

import re
import secrets
from collections.abc import Callable

from litestar.types import ASGIApp, HTTPScope, Receive, Send

from sorbo_web.middleware.layer import Layer, adding, header

_HEADER = b"x-request-id"
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


class RequestId(Layer):
    """Gives every request an id, in `state.request_id` and in the answer's X-Request-Id.

    With `trust_inbound` an id that a proxy has given is kept, if it looks like one.
    """

    def __init__(self, app: ASGIApp, *, trust_inbound: bool, new_id: Callable[[], str] = random_id) -> None:
        super().__init__(app)
        self._trust_inbound = trust_inbound
        self._new_id = new_id

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass the request on with its id."""
        request_id = self._inbound(scope) or self._new_id()
        scope.setdefault("state", {})["request_id"] = request_id
        await self._app(scope, receive, adding(send, ((_HEADER, request_id.encode()),)))

    def _inbound(self, scope: HTTPScope) -> str | None:
        given = header(scope, _HEADER) if self._trust_inbound else None
        return given.decode() if given is not None and _ACCEPTABLE.fullmatch(given) else None
