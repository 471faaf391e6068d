"""How long a request's body may be."""

import msgspec
from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Receive, Send, WebSocketReceiveMessage

from sorbo_web.errors.http import BodyTooLarge, InvalidContentLength
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


class BodyLimit(Layer):
    """Refuses a body that is too long: by its announced length at once, else as it comes in.

    Raises:
        BodyTooLarge: to the layer in front, or to the application while it receives.
        InvalidContentLength: the announced length is not a number.
    """

    def __init__(self, app: ASGIApp, *, lengths: Lengths) -> None:
        super().__init__(app)
        self._limit = lengths.body
        self._longest_upload = max(lengths.body, lengths.upload)

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body counted."""
        limit = self._limit
        if scope["method"] == "POST" and normal_path(scope["path"]) == FILES_PATH:
            limit = self._longest_upload
        _check_announced(header(scope, b"content-length"), limit)
        received = 0

        async def counting() -> _Received:
            nonlocal received
            message = await receive()
            if message["type"] == "http.request":
                received += len(message.get("body", b""))
                if received > limit:
                    raise BodyTooLarge(limit=limit)
            return message

        await self._app(scope, counting, send)


def _check_announced(length: bytes | None, limit: int) -> None:
    if length is None:
        return
    if not length.isdigit():
        raise InvalidContentLength
    if len(length) > _MAX_DIGITS or int(length) > limit:
        raise BodyTooLarge(limit=limit)
