"""One request and what became of it."""

import asyncio
from collections.abc import Awaitable
from time import perf_counter, time

from litestar.types import HTTPReceiveMessage, HTTPScope, Message, Receive, Send, WebSocketReceiveMessage

from sorbo_web.middleware.layer import client_address, header
from sorbo_web.middleware.observation.ended import CLIENT_GONE, SERVER_ERROR, Ended


class Exchange:
    """Follows one request through `receive` and `send`."""

    __slots__ = ("_complete", "_method", "_path", "_receive", "_scope", "_send", "_size", "_start", "_status")

    def __init__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        self._scope = scope
        self._method: str = scope["method"]
        # As it came: Litestar normalises the one in the scope.
        self._path = scope["path"]
        self._status = SERVER_ERROR
        self._size = 0
        self._receive = receive
        self._send = send
        self._complete = False
        self._start = perf_counter()

    async def receive(self) -> HTTPReceiveMessage | WebSocketReceiveMessage:
        """Receive for the application, and notice that the client has gone."""
        message = await self._receive()
        if message["type"] == "http.disconnect" and not self._complete:
            self._scope["state"]["client_gone"] = True
        return message

    def send(self, message: Message) -> Awaitable[None]:
        """Send for the application, and note what is sent."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
        elif message["type"] == "http.response.body":
            self._size += len(message.get("body", b""))
            self._complete = not message.get("more_body", False)
        return self._send(message)

    def end(self, error: BaseException | None = None) -> Ended:
        """Return what became of it; with what the application raised, if it did."""
        scope, state = self._scope, self._scope["state"]
        status = self._status
        if isinstance(error, asyncio.CancelledError) or state.get("client_gone", False):
            status = CLIENT_GONE
        elif error is not None:
            status = SERVER_ERROR
        return Ended(
            at=time(),
            seconds=perf_counter() - self._start,
            method=self._method,
            path=self._path,
            route=scope.get("path_template") or None,
            status=status,
            size=self._size,
            request_id=state.get("request_id"),
            client=client_address(scope),
            agent=header(scope, b"user-agent"),
            source=state.get("source"),
        )
