"""How long a request's body may be, and how long it may take to arrive."""

import asyncio

import msgspec
from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Receive, Send, WebSocketReceiveMessage

from sorbo_web.errors.http import BodyTooLarge, BodyTooSlow, InvalidContentLength
from sorbo_web.middleware.layer import Layer, header, normal_path

FILES_PATH = "/api/v1/files"
"""Where files are uploaded: longer bodies than elsewhere, which are never in memory as a whole."""
_MAX_DIGITS = 18
# Said once: what a function inside another one returns is worked out whenever that one is called.
_Received = HTTPReceiveMessage | WebSocketReceiveMessage


class Lengths(msgspec.Struct, frozen=True, kw_only=True):
    """How many bytes a body may have, and how many one that brings a file; its route knows of its kind."""

    body: int
    upload: int = 0


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How fast a body has to arrive: 64 kilobits a second, less than a telephone sends over EDGE.

    Attributes:
        grace: seconds that it may be late.
        slowest: bytes a second, from when it is first read.
    """

    grace: float = 30
    slowest: int = 8_000

    def late_at(self, received: int) -> float:
        """Return after how many seconds the next bytes are too late."""
        return self.grace + received / self.slowest


_USUAL = Pace()


class BodyLimit(Layer):
    """Refuses a body that is too long: by its announced length at once, else as it comes in; or too slow.

    Raises:
        BodyTooLarge: to the layer in front, or to the application while it receives.
        BodyTooSlow: to the application while it receives.
        InvalidContentLength: the announced length is not a number.
    """

    def __init__(self, app: ASGIApp, *, lengths: Lengths, pace: Pace = _USUAL) -> None:
        super().__init__(app)
        self._pace = pace
        self._limit = lengths.body
        self._longest_upload = max(lengths.body, lengths.upload)

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body counted."""
        limit = self._limit
        if scope["method"] == "POST" and normal_path(scope["path"]) == FILES_PATH:
            limit = self._longest_upload
        _check_announced(header(scope, b"content-length"), limit)
        incoming = _Incoming(receive, limit=limit, pace=self._pace)
        await self._app(scope, incoming, send)


class _Incoming:
    """Receives what belongs to one request, and counts its body."""

    def __init__(self, receive: Receive, *, limit: int, pace: Pace) -> None:
        self._receive = receive
        self._limit = limit
        self._pace = pace
        self._received = 0
        self._is_whole = False
        self._started: float | None = None

    async def __call__(self) -> _Received:
        # After the body, who receives waits for the end of the connection, however long that takes.
        message = await (self._receive() if self._is_whole else self._in_time())
        if message["type"] == "http.request":
            self._received += len(message.get("body", b""))
            self._is_whole = not message.get("more_body", False)
            if self._received > self._limit:
                raise BodyTooLarge(limit=self._limit)
        return message

    async def _in_time(self) -> _Received:
        now = asyncio.get_running_loop().time()
        if self._started is None:
            self._started = now
        late_at = self._started + self._pace.late_at(self._received)
        try:
            async with asyncio.timeout_at(late_at):
                return await self._receive()
        except TimeoutError:
            raise BodyTooSlow from None


def _check_announced(length: bytes | None, limit: int) -> None:
    if length is None:
        return
    if not length.isdigit():
        raise InvalidContentLength
    if len(length) > _MAX_DIGITS or int(length) > limit:
        raise BodyTooLarge(limit=limit)
