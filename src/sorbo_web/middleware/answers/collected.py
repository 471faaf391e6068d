"""An answer, collected instead of sent."""

from collections.abc import Callable
from typing import Any, Final

from litestar.types import ASGIApp, HTTPScope, Message, Receive, Send

from sorbo_core.shared.caching.ports import Kept
from sorbo_core.shared.errors import Unavailable
from sorbo_web.middleware.answers.kept_answer import Fields, KeptAnswer
from sorbo_web.middleware.layer import Headers, send_whole

_AWAY: Final = 503
_OF_THE_CLIENT: Final = frozenset({b"accept-encoding", b"if-none-match", b"cookie", b"range"})


class Collected:
    """Makes the answer to a request, as the cache asks for it, and holds it if it cannot be kept.

    Attributes:
        complete: whether there is an answer.
    """

    def __init__(
        self,
        app: ASGIApp,
        scope: HTTPScope,
        receive: Receive,
        *,
        now: Callable[[], float],
        completed: Callable[[Headers], Fields],
    ) -> None:
        self._app = app
        self._now = now
        self._completed = completed
        self._receive = receive
        headers = [field for field in scope["headers"] if field[0] not in _OF_THE_CLIENT]
        state = {"request_id": scope.get("state", {}).get("request_id")}
        copied: dict[str, Any] = {**scope, "method": "GET", "headers": headers, "state": state}
        self._scope: HTTPScope = copied  # type: ignore[assignment]  # — a copy of one
        self._status = 0
        self._head: Fields = []
        self._body: list[bytes] = []
        self.complete = False

    async def __call__(self) -> Kept[KeptAnswer] | None:
        """Make it.

        Raises:
            Unavailable: it says that a part is away.
        """
        began = self._now()
        await self._app(self._scope, self._receive, self._collect)
        made_from = self._scope["state"].get("made_from")
        if self._status == _AWAY:
            raise Unavailable(part="database")
        if made_from is None:
            return None
        answer = KeptAnswer.of(
            self._completed(self._head),
            b"".join(self._body),
            route=self._scope["path_template"],
            counted=self._scope["state"].get("counted"),
        )
        return Kept(value=answer, tags=made_from, made_at=began)

    async def replay(self, scope: HTTPScope, send: Send) -> None:
        """Send it to who asked: it is theirs alone."""
        scope["path_template"] = self._scope.get("path_template", "")
        body = b"".join(self._body) if scope["method"] == "GET" else b""
        await send_whole(send, self._status, self._head, body)

    async def _collect(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status, self._head = message["status"], list(message["headers"])
        elif message["type"] == "http.response.body":
            self._body.append(message.get("body", b""))
            self.complete = not message.get("more_body", False)
