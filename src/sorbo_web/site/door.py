"""The layer that makes the second door what it is: another envelope, and a date on which it closes."""

import re
from collections.abc import Awaitable
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Final

import msgspec
from litestar.types import ASGIApp, HTTPResponseStartEvent, HTTPScope, Message, Receive, Send

from sorbo_web.errors.problem import MEDIA_TYPE, Problem
from sorbo_web.middleware.layer import Layer
from sorbo_web.middleware.security_headers import completed
from sorbo_web.site.answers import Json
from sorbo_web.site.neutral import neutral

_DEPRECATED_SINCE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""It is old from its first day on: nothing new is to be written for it."""
# The router takes doubled slashes for one.
_BELOW: Final = re.compile(r"/+api(/+(?!v[0-9]+(/|\Z)|/)|\Z)")
_OF_PROBLEMS: Final = frozenset({b"content-type", b"content-length"})
_encoder = msgspec.json.Encoder()


def deprecation(sunset: str) -> list[tuple[str, str]]:
    """Return the fields of RFC 9745 and, where it is known when the door closes, of RFC 8594."""
    since = int(_DEPRECATED_SINCE.timestamp())
    fields = [("deprecation", f"@{since}"), ("link", '</docs>; rel="successor-version"')]
    if sunset:
        closes = datetime.combine(date.fromisoformat(sunset), time(), UTC)
        fields.append(("sunset", format_datetime(closes, usegmt=True)))
    return fields


def is_of_the_door(path: str) -> bool:
    """Tell whether a path is below `/api`, and not below that of a version such as `/api/v1`."""
    return _BELOW.match(path) is not None


class Door(Layer):
    """Tells of the door's end with each of its answers, and of errors as the existing pages read them.

    Their visitors read French, whatever their browsers say.

    Args:
        app: answers.
        sunset: the day on which the door closes, as ISO 8601; empty where it is not known.
    """

    def __init__(self, app: ASGIApp, *, sunset: str) -> None:
        super().__init__(app)
        self._fields = [(name.encode(), value.encode()) for name, value in deprecation(sunset)]

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back."""
        if is_of_the_door(scope["path"]):
            scope["headers"] = [field for field in scope["headers"] if field[0] != b"accept-language"]
            send = _Translating(send, self._fields)
        await self._app(scope, receive, send)


class _Translating:
    """A `send` that holds a problem document back until it is whole, and sends the envelope instead."""

    def __init__(self, send: Send, fields: list[tuple[bytes, bytes]]) -> None:
        self._send = send
        self._fields = fields
        self._start: HTTPResponseStartEvent | None = None
        self._problem = b""

    def __call__(self, message: Message) -> Awaitable[None]:
        if message["type"] == "http.response.start":
            start: HTTPResponseStartEvent = {
                **message,
                "headers": completed(message["headers"], self._fields),
            }
            if (b"content-type", MEDIA_TYPE.encode()) in start["headers"]:
                self._start = start
                return _nothing()
            return self._send(start)
        if message["type"] == "http.response.body" and self._start is not None:
            self._problem += message["body"]
            return _nothing() if message["more_body"] else self._translated(self._start)
        return self._send(message)

    async def _translated(self, start: HTTPResponseStartEvent) -> None:
        # The answer to HEAD has no body to translate.
        body = _encoder.encode(_told(self._problem)) if self._problem else b""
        headers = [field for field in start["headers"] if field[0] not in _OF_PROBLEMS]
        headers += [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body, "more_body": False})


def _told(problem: bytes) -> Json:
    read = msgspec.json.decode(problem, type=Problem)
    wrong = " ".join(error.detail for error in read.errors)
    message = neutral(f"{read.title}. {wrong or read.detail}")
    return {"success": False, "code": read.code.upper(), "message": message, "requestId": read.request_id}


async def _nothing() -> None:
    """Send nothing yet."""
