"""Headers that keep browsers from doing what an API never asks of them."""

from collections.abc import Awaitable

from litestar.types import ASGIApp, HTTPScope, Message, Receive, Send

from sorbo_web.middleware.layer import Headers, Layer

_DEFAULTS = (
    (
        b"content-security-policy",
        b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-embedder-policy", b"require-corp"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cache-control", b"no-store"),
    # The server adds its name unless the field is there.
    (b"server", b""),
)
# The company's other host names may not speak TLS: they are left out.
_HSTS = (b"strict-transport-security", b"max-age=63072000")


def security_headers(*, https: bool) -> Headers:
    """Return the headers that every answer has unless it sets them itself."""
    return (*_DEFAULTS, _HSTS) if https else _DEFAULTS


def completed(headers: Headers, defaults: Headers) -> list[tuple[bytes, bytes]]:
    """Return headers with those of the defaults that they lack."""
    complete = list(headers)
    given = {name for name, _ in complete}
    complete += [default for default in defaults if default[0] not in given]
    return complete


class SecurityHeaders(Layer):
    """Adds to every answer the headers that it does not set itself.

    What an answer sets (the documentation page its own Content-Security-Policy, a public read its
    Cache-Control) stays. With `https`, browsers are told to use nothing else for two years.
    """

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        super().__init__(app)
        self._defaults = security_headers(https=https)

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of its answer."""

        def sending(message: Message) -> Awaitable[None]:
            if message["type"] == "http.response.start":
                message = {**message, "headers": completed(message["headers"], self._defaults)}
            return send(message)

        await self._app(scope, receive, sending)
