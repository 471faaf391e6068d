"""HEAD: what GET answers, without the body."""

from collections.abc import Awaitable

from litestar.types import HTTPScope, Message, Receive, Send

from sorbo_web.middleware.layer import Layer


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
        try:
            return await self._app(scope, receive, sending)
        finally:
            scope["method"] = "HEAD"
