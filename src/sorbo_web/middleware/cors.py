"""Cross-origin requests (the CORS protocol of the Fetch standard)."""

from collections.abc import Awaitable, Collection

from litestar.types import ASGIApp, HTTPScope, Message, Receive, Send

from sorbo_web.middleware.layer import Layer, header

_METHODS = b"GET, POST, PUT, PATCH, DELETE"
_REQUEST_HEADERS = (
    b"Content-Type, Accept, Authorization, If-Match, If-None-Match, Idempotency-Key, Accept-Language, "
    b"X-Request-Id"
)
_EXPOSED = (
    b"ETag, Location, Age, Cache-Status, X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, "
    b"Idempotency-Replayed"
)
_PREFLIGHT = (
    (b"access-control-allow-methods", _METHODS),
    (b"access-control-allow-headers", _REQUEST_HEADERS),
    (b"access-control-max-age", b"7200"),
    (b"content-length", b"0"),
)
_VARY = (b"vary", b"Origin")


class Origins:
    """Whose pages may call the API. Origins are compared exactly; the one entry `*` lets every page call.

    Args:
        origins: exactly as browsers name them.
    """

    def __init__(self, origins: Collection[str]) -> None:
        self._allowed = {origin.encode(): _permission(origin) for origin in origins}
        self._others = _permission("*") if "*" in origins else ()

    def permission(self, origin: bytes | None) -> tuple[tuple[bytes, bytes], ...]:
        """Return the header fields that let pages of an origin read answers; none if they may not."""
        return self._allowed.get(origin, self._others) if origin else ()


class Cors(Layer):
    """Lets pages of the listed origins call the API, with cookies; those of `*` without.

    Their preflight requests are answered here. Any other origin is answered as if it had not said
    where it comes from; its browser keeps the answer from the page.
    """

    def __init__(self, app: ASGIApp, *, origins: Origins) -> None:
        super().__init__(app)
        self._origins = origins

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer a preflight request; let the browser's page read any other answer, or not."""
        origin = header(scope, b"origin")
        allowed = self._origins.permission(origin)
        if allowed and _is_preflight(scope):
            headers = [*allowed, *_PREFLIGHT, _VARY]
            await send({"type": "http.response.start", "status": 204, "headers": headers})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return

        def sending(message: Message) -> Awaitable[None]:
            if message["type"] == "http.response.start":
                headers = [*message["headers"], *allowed]
                if not any(name == b"vary" and b"Origin" in value for name, value in headers):
                    headers.append(_VARY)
                message = {**message, "headers": headers}
            return send(message)

        await self._app(scope, receive, sending)


def _permission(origin: str) -> tuple[tuple[bytes, bytes], ...]:
    with_cookies = () if origin == "*" else ((b"access-control-allow-credentials", b"true"),)
    return (
        *with_cookies,
        (b"access-control-allow-origin", origin.encode()),
        (b"access-control-expose-headers", _EXPOSED),
    )


def _is_preflight(scope: HTTPScope) -> bool:
    return scope["method"] == "OPTIONS" and header(scope, b"access-control-request-method") is not None
