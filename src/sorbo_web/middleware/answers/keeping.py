"""The layer that keeps what the routes answer to anybody."""

from collections.abc import Callable

from litestar.types import ASGIApp, HTTPScope, Receive, Send

from sorbo_core.shared.caching.cache import Cache
from sorbo_core.shared.errors import Unavailable
from sorbo_web.middleware.answers.asked import Asked, key_of
from sorbo_web.middleware.answers.collected import Collected
from sorbo_web.middleware.answers.kept_answer import KeptAnswer
from sorbo_web.middleware.answers.sending import Sending
from sorbo_web.middleware.layer import Headers, Layer, send_whole


class Keeping(Layer):
    """Has public answers made once for all who ask meanwhile, and keeps them.

    What a handler says is made from something (`made_from` in the request's state) is kept. The
    request that makes it says neither who asks nor what they have or like.

    Args:
        app: makes the answers.
        answers: keeps them.
        sending: sends them.
        kept_paths: tells whether answers of a path may be kept.
        completed: adds the header fields that all answers have.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        answers: Cache[KeptAnswer],
        sending: Sending,
        kept_paths: Callable[[str], bool],
        completed: Callable[[Headers], list[tuple[bytes, bytes]]],
    ) -> None:
        super().__init__(app)
        self._answers = answers
        self._sending = sending
        self._kept_paths = kept_paths
        self._completed = completed

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        key = key_of(scope)
        asked = Asked(scope)
        if key is None or asked.personal or not self._kept_paths(scope["path"]):
            await self._app(scope, receive, send)
            return
        made = Collected(self._app, scope, receive, now=self._answers.now, completed=self._completed)
        try:
            found = await self._answers.get(key, made)
        except Unavailable:
            found = None
        if found is not None:
            scope["path_template"] = found.kept.value.route
            scope["state"]["source"] = found.source
            await send_whole(send, *self._sending(scope, asked, found.kept, found.source))
        elif made.complete:
            await made.replay(scope, send)
        else:
            await self._app(scope, receive, send)
