"""The layer that logs and measures every request."""

from collections.abc import Awaitable

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from sorbo_web.middleware.layer import Layer
from sorbo_web.middleware.observation.exchange import Exchange
from sorbo_web.middleware.observation.reports import Reports


class Observed(Layer):
    """Follows each request once, for the access log and the metrics, and changes nothing."""

    def __init__(self, app: ASGIApp, *, reports: Reports) -> None:
        super().__init__(app)
        self._reports = reports

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Return the answering of a request, or the life of the application with its log."""
        if scope["type"] == ScopeType.HTTP:
            return self.handle(scope, receive, send)
        return self._live(scope, receive, send)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        finally:
            self._reports.flush()

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass the request on, and tell of it when it has ended."""
        scope.setdefault("state", {})
        exchange = Exchange(scope, receive, send)
        self._reports.metrics.began()
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except BaseException as error:
            self._reports.add(exchange.end(error))
            raise
        else:
            self._reports.add(exchange.end())
        finally:
            self._reports.metrics.ended()
