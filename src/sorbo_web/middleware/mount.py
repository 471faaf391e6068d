"""The layer that leaves a part of the paths to another application."""

from litestar.types import ASGIApp, HTTPScope, Receive, Send

from sorbo_web.middleware.layer import Layer


class Mounted(Layer):
    """Has an application answer whatever is at a prefix or below it, and another one all else.

    Args:
        app: answers all else.
        at: the prefix, such as `/inbox`.
        inner: answers at the prefix; it sees whole paths.
    """

    def __init__(self, app: ASGIApp, *, at: str, inner: ASGIApp) -> None:
        super().__init__(app)
        self._prefix = at
        self._inner = inner

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Have one of the two answer a request."""
        path = scope["path"]
        here = path == self._prefix or path.startswith(f"{self._prefix}/")
        await (self._inner if here else self._app)(scope, receive, send)
