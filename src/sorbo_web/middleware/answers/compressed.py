"""The layer that compresses what is not kept."""

from litestar.types import HTTPResponseStartEvent, HTTPScope, Message, Receive, Send

from sorbo_web.middleware.answers.encodings import IDENTITY, WORTHWHILE, compressed, is_textual, preferred
from sorbo_web.middleware.answers.tags import plain, tagged
from sorbo_web.middleware.layer import Layer, header

_NOT_MODIFIED = 304
_VARY = b"Accept-Encoding"


class Compressed(Layer):
    """Compresses answers to GET that are text, whole and large enough, as the client likes it best.

    What comes in pieces is left alone, and so is every answer to a write: it may hold a secret beside
    something that somebody else chose, and its length would tell of the one by the other.
    """

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back."""
        encoding = preferred(header(scope, b"accept-encoding")) if scope["method"] == "GET" else IDENTITY
        if encoding != IDENTITY:
            packing = _Packing(send, encoding)
            packing.had = _plainly_asked(scope, encoding)
            send = packing
        await self._app(scope, receive, send)


def _plainly_asked(scope: HTTPScope, encoding: str) -> str:
    """Have If-None-Match name the plain representation, which is all that whoever answers knows.

    Returns:
        The encoding that it named.
    """
    known = header(scope, b"if-none-match")
    if known is None:
        return IDENTITY
    tag, had = plain(known.strip())
    if had == encoding:
        others = [field for field in scope["headers"] if field[0] != b"if-none-match"]
        scope["headers"] = [*others, (b"if-none-match", tag)]
    return had


class _Packing:
    """A `send` that holds the head back until it knows the body.

    Attributes:
        had: the encoding of the representation that the client has already.
    """

    def __init__(self, send: Send, encoding: str) -> None:
        self.had = IDENTITY
        self._send = send
        self._encoding = encoding
        self._start: HTTPResponseStartEvent | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] == "http.response.body" and self._start is not None:
            start, self._start = self._start, None
            body = message["body"]
            if start["status"] == _NOT_MODIFIED and self.had == self._encoding:
                start = self._tagged(start)
            elif not message["more_body"] and _may_be_packed(start, body):
                body = compressed(body, self._encoding)
                start = self._packed(start, body)
            await self._send(start)
            message = {"type": "http.response.body", "body": body, "more_body": message["more_body"]}
        await self._send(message)

    def _tagged(self, start: HTTPResponseStartEvent) -> HTTPResponseStartEvent:
        headers = [
            (name, tagged(value, self._encoding) if name == b"etag" else value)
            for name, value in start["headers"]
        ]
        return {**start, "headers": headers}

    def _packed(self, start: HTTPResponseStartEvent, body: bytes) -> HTTPResponseStartEvent:
        kept = [field for field in self._tagged(start)["headers"] if field[0] != b"content-length"]
        kept += [(b"content-length", str(len(body)).encode()), (b"content-encoding", self._encoding.encode())]
        if not any(name == b"vary" and _VARY in value for name, value in kept):
            kept.append((b"vary", _VARY))
        return {**start, "headers": kept}


def _may_be_packed(start: HTTPResponseStartEvent, body: bytes) -> bool:
    given = dict(start["headers"])
    return (
        len(body) >= WORTHWHILE
        and b"content-encoding" not in given
        and is_textual(given.get(b"content-type", b""))
    )
