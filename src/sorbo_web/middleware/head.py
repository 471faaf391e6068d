"""HEAD: what GET answers, without the body."""

from collections.abc import Awaitable, Mapping
from typing import Any

from litestar.types import HTTPScope, Message, Receive, Send

from sorbo_web.middleware.layer import Layer

_HEAD_ONLY = "head_only"


class HeadAsGet(Layer):
    """Answers HEAD with the status and the headers of GET, as RFC 9110 section 9.3.2 has it."""

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["method"] != "HEAD":
            return await self._app(scope, receive, send)

        def sending(message: Message) -> Awaitable[None]:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            return send(message)

        # The same scope, so that what the router notes in it (the template) reaches the outer layers.
        scope["method"] = "GET"
        scope.setdefault("state", {})[_HEAD_ONLY] = True
        try:
            return await self._app(scope, receive, sending)
        finally:
            scope["method"] = "HEAD"


def wants_head_only(scope: Mapping[str, Any]) -> bool:
    """Tell whether the body of the answer will be thrown away, so that none need be made."""
    return bool(scope.get("state", {}).get(_HEAD_ONLY))
