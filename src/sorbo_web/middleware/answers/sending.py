"""What is sent of kept answers."""

from typing import Final

from litestar.types import HTTPScope

from sorbo_core.shared.caching.cache import Cache, Source
from sorbo_core.shared.caching.ports import Kept
from sorbo_web.middleware.answers.asked import Asked
from sorbo_web.middleware.answers.kept_answer import Fields, KeptAnswer
from sorbo_web.middleware.answers.noted import Visits
from sorbo_web.middleware.answers.tags import names

_HIT: Final = (b"cache-status", b"sorbo; hit")
_MISS: Final = (b"cache-status", b"sorbo; fwd=miss; stored")
_STALE: Final = (b"cache-status", b"sorbo; hit; detail=stale")
_STATUS: Final = {Source.PROCESS: _HIT, Source.SHARED: _HIT, Source.MADE: _MISS, Source.STALE: _STALE}


class Sending:
    """Chooses what one client gets of a kept answer, and notes that it does.

    Args:
        answers: tells how old an answer is.
        visits: counts who reads.
    """

    def __init__(self, *, answers: Cache[KeptAnswer], visits: Visits) -> None:
        self._answers = answers
        self._visits = visits

    def __call__(
        self, scope: HTTPScope, asked: Asked, kept: Kept[KeptAnswer], source: Source
    ) -> tuple[int, Fields, bytes]:
        """Return status, header fields and body of what the client likes, or of 304 where it has it."""
        answer = kept.value
        if answer.counted is not None:
            self._visits.count(scope, *answer.counted)
        variant = answer.variant(asked.encoding)
        status, fields, body = 200, variant.fields, variant.body
        if asked.known is not None and names(asked.known, variant.tag):
            status, fields, body = 304, variant.unchanged, b""
        elif scope["method"] != "GET":
            body = b""
        return status, [*fields, (b"age", b"%d" % self._answers.age(kept)), _STATUS[source]], body
