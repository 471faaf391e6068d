"""The access log: one JSON line per request."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import BinaryIO

import msgspec

from sorbo_web.middleware.observation.ended import SERVER_ERROR, Ended

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
    """Writes one line per request to a binary stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, requests: Iterable[Ended]) -> None:
        """Write the lines of requests that have ended."""
        self._stream.write(b"".join(_encoder.encode(_line(ended)) + b"\n" for ended in requests))
        self._stream.flush()


def _line(ended: Ended) -> AccessLine:
    route = ended.route
    return AccessLine(
        time=datetime.fromtimestamp(ended.at, UTC),
        level="error" if ended.status >= SERVER_ERROR else "info",
        request_id=ended.request_id,
        method=ended.method,
        path=(route if route and _GIVEN_AWAY in route else ended.path)[:_MAX_PATH],
        route=route,
        status=ended.status,
        bytes=ended.size,
        duration_ms=round(ended.seconds * 1000, 3),
        client=ended.client,
        user_agent=ended.agent[:_MAX_AGENT].decode("latin-1") if ended.agent is not None else None,
    )
