"""How long a request's body may be."""

from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Receive, Send, WebSocketReceiveMessage

from sorbo_web.errors.http import BodyTooLarge, InvalidContentLength
from sorbo_web.middleware.layer import Layer, header

_MAX_DIGITS = 18
# Said once: what a function inside another one returns is worked out whenever that one is called.
_Received = HTTPReceiveMessage | WebSocketReceiveMessage


class BodyLimit(Layer):
    """Refuses a body of more than `limit` bytes: by its announced length at once, else as it comes in.

    Raises:
        BodyTooLarge: to the layer in front, or to the application while it receives.
        InvalidContentLength: the announced length is not a number.
    """

    def __init__(self, app: ASGIApp, *, limit: int) -> None:
        super().__init__(app)
        self._limit = limit

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body counted."""
        self._check_announced(header(scope, b"content-length"))
        received = 0

        async def counting() -> _Received:
            nonlocal received
            message = await receive()
            if message["type"] == "http.request":
                received += len(message.get("body", b""))
                if received > self._limit:
                    raise BodyTooLarge(limit=self._limit)
            return message

        await self._app(scope, counting, send)

    def _check_announced(self, length: bytes | None) -> None:
        if length is None:
            return
        if not length.isdigit():
            raise InvalidContentLength
        if len(length) > _MAX_DIGITS or int(length) > self._limit:
            raise BodyTooLarge(limit=self._limit)
