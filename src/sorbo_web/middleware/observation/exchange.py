"""One request and what became of it."""

import asyncio
from collections.abc import Awaitable
from time import perf_counter

from litestar.types import HTTPReceiveMessage, HTTPScope, Message, Receive, Send, WebSocketReceiveMessage

CLIENT_GONE, SERVER_ERROR = 499, 500


class Exchange:
    """Follows one request through `receive` and `send`.

    Attributes:
        status: of the answer; 499 when the client left before it was complete, 500 when the
            application failed before or while it answered.
        size: bytes of the answer's body so far.
        seconds: how long the request took, once it has ended.
    """

    __slots__ = (
        "_complete",
        "_receive",
        "_send",
        "_start",
        "method",
        "path",
        "scope",
        "seconds",
        "size",
        "status",
    )

    def __init__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        # As it came: Litestar normalises the one in the scope.
        self.path = scope["path"]
        self.status = SERVER_ERROR
        self.size = 0
        self.seconds = 0.0
        self._receive = receive
        self._send = send
        self._complete = False
        self._start = perf_counter()

    @property
    def route(self) -> str | None:
        """The template of the route that answered, None where none did."""
        return self.scope.get("path_template") or None

    async def receive(self) -> HTTPReceiveMessage | WebSocketReceiveMessage:
        """Receive for the application, and notice that the client has gone."""
        message = await self._receive()
        if message["type"] == "http.disconnect" and not self._complete:
            self.scope["state"]["client_gone"] = True
        return message

    def send(self, message: Message) -> Awaitable[None]:
        """Send for the application, and note what is sent."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
            self._complete = not message.get("more_body", False)
        return self._send(message)

    def end(self, error: BaseException | None = None) -> None:
        """Settle status and duration; with what the application raised, if it did."""
        self.seconds = perf_counter() - self._start
        gone = self.scope["state"].get("client_gone", False)
        if isinstance(error, asyncio.CancelledError) or gone:
            self.status = CLIENT_GONE
        elif error is not None:
            self.status = SERVER_ERROR
