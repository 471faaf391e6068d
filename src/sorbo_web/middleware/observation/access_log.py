"""The access log: one JSON line per request."""

import asyncio
from datetime import datetime
from typing import BinaryIO

import msgspec

from sorbo_core.shared.ports import Clock
from sorbo_web.middleware.layer import client_address, header
from sorbo_web.middleware.observation.exchange import SERVER_ERROR, Exchange

_MAX_PATH, _MAX_AGENT = 500, 200
_GIVEN_AWAY = "{token"
_encoder = msgspec.json.Encoder()


class AccessLine(msgspec.Struct, frozen=True, kw_only=True):
    """What is logged of a request; no query string, header or body, which may hold personal data.

    Attributes:
        time: when the answer was complete, RFC 3339 in UTC.
        path: as it was asked for, the template where a token is part of it.
        route: the template of the route, None where none answered.
        bytes: of the answer's body.
    """

    time: datetime
    level: str
    request_id: str | None
    method: str
    path: str
    route: str | None
    status: int
    bytes: int
    duration_ms: float
    client: str
    user_agent: str | None


class AccessLog:
    """Writes one line per request to a binary stream.

    A write costs as much as the rest of a fast answer, so lines are held for a moment and written
    together. A process that is killed loses those of its last moment.

    Args:
        stream: where they are written.
        clock: tells when an answer was complete.
        hold: seconds that a line waits for others at most; 0 writes each at once.
    """

    def __init__(self, stream: BinaryIO, *, clock: Clock, hold: float = 0) -> None:
        self._stream = stream
        self._clock = clock
        self._hold = hold
        self._held: list[bytes] = []

    def write(self, exchange: Exchange) -> None:
        """Write the line of a request that has ended."""
        route = exchange.route
        agent = header(exchange.scope, b"user-agent")
        line = AccessLine(
            time=self._clock.now(),
            level="error" if exchange.status >= SERVER_ERROR else "info",
            request_id=exchange.scope["state"].get("request_id"),
            method=exchange.method,
            path=(route if route and _GIVEN_AWAY in route else exchange.path)[:_MAX_PATH],
            route=route,
            status=exchange.status,
            bytes=exchange.size,
            duration_ms=round(exchange.seconds * 1000, 3),
            client=client_address(exchange.scope),
            user_agent=agent[:_MAX_AGENT].decode("latin-1") if agent is not None else None,
        )
        if self._hold and not self._held:
            asyncio.get_running_loop().call_later(self._hold, self.flush)
        self._held.append(_encoder.encode(line))
        if not self._hold:
            self.flush()

    def flush(self) -> None:
        """Write the lines that are held."""
        if self._held:
            held, self._held = self._held, []
            self._stream.write(b"\n".join((*held, b"")))
            self._stream.flush()
