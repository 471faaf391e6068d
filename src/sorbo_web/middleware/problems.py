"""The layer that turns whatever is raised behind it into a problem document."""

from collections.abc import Awaitable

from litestar.types import HTTPScope, Message, Receive, Send

from sorbo_web.errors.responses import error_of, log_unforeseen, send_problem
from sorbo_web.middleware.layer import Layer


class Problems(Layer):
    """Answers with a problem document where a layer behind it, or Litestar, raises.

    Once an answer has begun nothing can be put right: the error is logged and passed on, so that
    the server cuts the connection and the client notices.
    """

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass the request on; where that raises, answer it."""
        begun = False

        def sending(message: Message) -> Awaitable[None]:
            nonlocal begun
            begun = True
            return send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            if begun:
                log_unforeseen(scope, error)
                raise
            await send_problem(scope, send, error_of(scope, error))
