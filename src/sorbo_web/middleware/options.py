"""OPTIONS: what a path allows."""

from collections.abc import Awaitable

from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.types import HTTPScope, Message, Receive, Send

from sorbo_web.errors.methods import allowed
from sorbo_web.middleware.layer import Layer


class Options(Layer):
    """Names every method of a path in the Allow of its OPTIONS.

    Litestar names those of the handler that was registered first.
    """

    def __init__(self, app: Litestar) -> None:
        super().__init__(app)
        self._allow = {
            route.path_format: allowed(route.methods).encode()
            for route in app.routes
            if isinstance(route, HTTPRoute)
        }

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["method"] != "OPTIONS":
            return await self._app(scope, receive, send)

        def sending(message: Message) -> Awaitable[None]:
            allow = self._allow.get(scope.get("path_template", ""))
            if message["type"] == "http.response.start" and allow is not None:
                others = (field for field in message["headers"] if field[0] != b"allow")
                message = {**message, "headers": [*others, (b"allow", allow)]}
            return send(message)

        return await self._app(scope, receive, sending)
