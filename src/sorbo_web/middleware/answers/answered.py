"""The layer that answers from this process's memory, in front of everything."""

from collections.abc import Awaitable
from time import perf_counter, time

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from sorbo_core.shared.caching.cache import Cache, Source
from sorbo_core.shared.caching.ports import Kept
from sorbo_web.middleware.answers.asked import Asked, key_of
from sorbo_web.middleware.answers.kept_answer import KeptAnswer
from sorbo_web.middleware.answers.sending import Sending
from sorbo_web.middleware.cors import Origins
from sorbo_web.middleware.layer import client_address, send_whole
from sorbo_web.middleware.limits.throttle import Throttle
from sorbo_web.middleware.observation.ended import CLIENT_GONE, Ended
from sorbo_web.middleware.observation.reports import Reports
from sorbo_web.middleware.request_id import HEADER, RequestIds


class Answered:
    """Answers what anybody may read and this process has kept; all else is left to the layers behind.

    Kept answers hold what the layers behind it add to every answer alike; what they do for this one
    (an id, who may read it in a browser, a report) is done here, without their detours: those take
    longer than all else. A client over its limit is refused behind.

    Args:
        app: answers what is not kept.
        answers: what is kept.
        sending: chooses what is sent of it.
        throttle: counts each request for its client.
        origins: whose pages may read the answer.
        ids: gives each request its id.
        reports: is told of each request.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        answers: Cache[KeptAnswer],
        sending: Sending,
        throttle: Throttle,
        origins: Origins,
        ids: RequestIds,
        reports: Reports,
    ) -> None:
        self._app = app
        self._answers = answers
        self._sending = sending
        self._throttle = throttle
        self._origins = origins
        self._ids = ids
        self._reports = reports

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Return the answering of a request."""
        if scope["type"] != ScopeType.HTTP:
            return self._app(scope, receive, send)
        began = perf_counter()
        key = key_of(scope)
        kept = self._answers.peek(key) if key is not None else None
        if kept is None:
            return self._app(scope, receive, send)
        asked = Asked(scope)
        # Who is refused here is refused again behind; a refused request is not counted.
        if asked.personal or not self._throttle.passes(scope):
            return self._app(scope, receive, send)
        return self._answer(scope, send, asked, kept, began)

    async def _answer(
        self, scope: HTTPScope, send: Send, asked: Asked, kept: Kept[KeptAnswer], began: float
    ) -> None:
        request_id = self._ids.of(scope)
        status, headers, body = self._sending(scope, asked, kept, Source.PROCESS)
        headers.append((HEADER, request_id.encode()))
        if asked.origin is not None:
            headers += self._origins.permission(asked.origin)
        sent = False
        try:
            await send_whole(send, status, headers, body)
            sent = True
        finally:
            ended = Ended(
                at=time(),
                seconds=perf_counter() - began,
                method=scope["method"],
                path=scope["path"],
                route=kept.value.route,
                status=status if sent else CLIENT_GONE,
                size=len(body),
                request_id=request_id,
                client=client_address(scope),
                agent=asked.agent,
                source=Source.PROCESS,
            )
            self._reports.add(ended)
