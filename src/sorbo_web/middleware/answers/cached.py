"""The layer that answers from what is kept, before anything is routed."""

from collections.abc import Callable
from typing import Final

from litestar.types import ASGIApp, HTTPScope, Receive, Send

from sorbo_core.shared.caching.cache import Cache, Source
from sorbo_core.shared.caching.ports import Kept
from sorbo_core.shared.errors import Unavailable
from sorbo_web.middleware.answers.collected import Collected
from sorbo_web.middleware.answers.encodings import preferred
from sorbo_web.middleware.answers.kept_answer import KeptAnswer
from sorbo_web.middleware.answers.noted import Lookups, Visits
from sorbo_web.middleware.answers.tags import names
from sorbo_web.middleware.layer import Layer

_PREFIX: Final = "/api/v1/"
_METHODS: Final = frozenset({"GET", "HEAD"})
_LONGEST_QUERY: Final = 2000
_HIT: Final = (b"cache-status", b"sorbo; hit")
_MISS: Final = (b"cache-status", b"sorbo; fwd=miss; stored")
_STALE: Final = (b"cache-status", b"sorbo; hit; detail=stale")
_STATUS: Final = {Source.PROCESS: _HIT, Source.SHARED: _HIT, Source.MADE: _MISS, Source.STALE: _STALE}


class Asked:
    """What a request for something public says that matters here.

    Attributes:
        personal: whether it says who asks. Nothing of that is kept, and nothing kept answers it.
        encoding: what the client likes best.
        known: its If-None-Match.
    """

    __slots__ = ("encoding", "known", "personal")

    def __init__(self, scope: HTTPScope) -> None:
        self.personal = False
        self.known: bytes | None = None
        accepted: bytes | None = None
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                accepted = value if accepted is None else accepted + b"," + value
            elif name == b"if-none-match":
                self.known = value if self.known is None else self.known + b"," + value
            elif name == b"authorization":
                self.personal = True
        self.encoding = preferred(accepted)


class Cached(Layer):
    """Answers what anybody may read from the cache, and everything else behind it.

    What a handler says is made from something (`made_from` in the request's state) is kept. The
    request that makes it says neither who asks nor what they have or like.

    Args:
        app: answers what is not kept.
        answers: what is kept.
        kept_paths: tells whether answers of a path may be kept.
        lookups: counts where answers came from.
        visits: counts who reads.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        answers: Cache[KeptAnswer],
        kept_paths: Callable[[str], bool],
        lookups: Lookups,
        visits: Visits,
    ) -> None:
        super().__init__(app)
        self._kept_paths = kept_paths
        self._answers = answers
        self._lookups = lookups
        self._visits = visits

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        asked = Asked(scope)
        key = None if asked.personal else _key(scope)
        if key is None:
            await self._app(scope, receive, send)
        elif (kept := self._answers.peek(key)) is not None:
            await self._send(scope, send, asked, kept, Source.PROCESS)
        elif self._kept_paths(scope["path"]):
            await self._find(scope, receive, send, asked, key)
        else:
            await self._app(scope, receive, send)

    async def _find(self, scope: HTTPScope, receive: Receive, send: Send, asked: Asked, key: str) -> None:
        made = Collected(self._app, scope, receive, now=self._answers.now)
        try:
            found = await self._answers.get(key, made)
        except Unavailable:
            found = None
        if found is not None:
            await self._send(scope, send, asked, found.kept, found.source)
        elif made.complete:
            await made.replay(scope, send)
        else:
            await self._app(scope, receive, send)

    async def _send(
        self, scope: HTTPScope, send: Send, asked: Asked, kept: Kept[KeptAnswer], source: Source
    ) -> None:
        self._lookups.count(source)
        answer = kept.value
        scope["path_template"] = answer.route
        variant = answer.variant(asked.encoding)
        if answer.counted is not None:
            self._visits.count(scope, *answer.counted)
        age = (b"age", str(self._answers.age(kept)).encode())
        if asked.known is not None and names(asked.known, variant.tag):
            status, fields, body = 304, variant.unchanged, b""
        else:
            status, fields = 200, variant.fields
            body = variant.body if scope["method"] == "GET" else b""
        await send(
            {"type": "http.response.start", "status": status, "headers": [*fields, age, _STATUS[source]]}
        )
        await send({"type": "http.response.body", "body": body, "more_body": False})


def _key(scope: HTTPScope) -> str | None:
    """Return what answers to this request are kept under, None if none are."""
    path, query = scope["path"], scope["query_string"]
    if scope["method"] not in _METHODS or not path.startswith(_PREFIX) or len(query) > _LONGEST_QUERY:
        return None
    # A query string cannot hold a line break; a path, once decoded, can.
    return f"{query.decode('latin-1')}\n{path}"
