"""The layer that answers from this process's memory, in front of nearly everything."""

from litestar.types import ASGIApp, HTTPScope, Receive, Send

from sorbo_core.shared.caching.cache import Cache, Source
from sorbo_web.middleware.answers.asked import Asked, key_of
from sorbo_web.middleware.answers.kept_answer import KeptAnswer
from sorbo_web.middleware.answers.sending import Sending
from sorbo_web.middleware.cors import Origins
from sorbo_web.middleware.layer import Layer
from sorbo_web.middleware.limits.throttle import Throttle


class Answered(Layer):
    """Answers what anybody may read and this process has kept; all else is left to the layers behind.

    Kept answers hold what the layers behind it add to every answer alike; what they add to this one
    (who may read it, in a browser) is added here. A client over its limit is refused behind.

    Args:
        app: answers what is not kept.
        answers: what is kept.
        sending: sends it.
        throttle: counts each request for its client.
        origins: whose pages may read the answer.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        answers: Cache[KeptAnswer],
        sending: Sending,
        throttle: Throttle,
        origins: Origins,
    ) -> None:
        super().__init__(app)
        self._answers = answers
        self._sending = sending
        self._throttle = throttle
        self._origins = origins

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        key = key_of(scope)
        kept = self._answers.peek(key) if key is not None else None
        if kept is None:
            return await self._app(scope, receive, send)
        asked = Asked(scope)
        # Who is refused here is refused again behind; a refused request is not counted.
        if asked.personal or not await self._throttle.passes(scope):
            return await self._app(scope, receive, send)
        others = self._origins.permission(asked.origin)
        return await self._sending(scope, send, asked, kept, Source.PROCESS, others)
