"""Sends kept answers."""

from typing import Final

from litestar.types import HTTPScope, Send

from sorbo_core.shared.caching.cache import Cache, Source
from sorbo_core.shared.caching.ports import Kept
from sorbo_web.middleware.answers.asked import Asked
from sorbo_web.middleware.answers.kept_answer import KeptAnswer
from sorbo_web.middleware.answers.noted import Lookups, Visits
from sorbo_web.middleware.answers.tags import names
from sorbo_web.middleware.layer import Headers

_HIT: Final = (b"cache-status", b"sorbo; hit")
_MISS: Final = (b"cache-status", b"sorbo; fwd=miss; stored")
_STALE: Final = (b"cache-status", b"sorbo; hit; detail=stale")
_STATUS: Final = {Source.PROCESS: _HIT, Source.SHARED: _HIT, Source.MADE: _MISS, Source.STALE: _STALE}


class Sending:
    """Sends a kept answer to one client, and notes that it did.

    Args:
        answers: tells how old an answer is.
        lookups: counts where answers came from.
        visits: counts who reads.
    """

    def __init__(self, *, answers: Cache[KeptAnswer], lookups: Lookups, visits: Visits) -> None:
        self._answers = answers
        self._lookups = lookups
        self._visits = visits

    async def __call__(
        self,
        scope: HTTPScope,
        send: Send,
        asked: Asked,
        kept: Kept[KeptAnswer],
        source: Source,
        others: Headers = (),
    ) -> None:
        """Send the representation that the client likes, or 304 where it has it; with these other fields."""
        self._lookups.count(source)
        answer = kept.value
        scope["path_template"] = answer.route
        if answer.counted is not None:
            self._visits.count(scope, *answer.counted)
        variant = answer.variant(asked.encoding)
        status, fields, body = 200, variant.fields, variant.body
        if asked.known is not None and names(asked.known, variant.tag):
            status, fields, body = 304, variant.unchanged, b""
        elif scope["method"] != "GET":
            body = b""
        age = (b"age", b"%d" % self._answers.age(kept))
        headers = [*fields, age, _STATUS[source], *others]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})
