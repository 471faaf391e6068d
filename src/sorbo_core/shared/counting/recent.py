"""What happened a moment ago, remembered for a while."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sorbo_core.shared.ports import Clock


class Recent:
    """Recognises what happens again.

    It keeps digests under a key of its own: nobody can read from its memory who it was.

    Args:
        clock: tells the time.
        keep: for how long something is remembered.
        most: how many things are; the oldest are forgotten first.
    """

    def __init__(self, *, clock: Clock, keep: timedelta, most: int) -> None:
        self._clock = clock
        self._keep = keep
        self._most = most
        self._key = secrets.token_bytes(16)
        self._until: dict[bytes, datetime] = {}

    def again(self, *what: str) -> bool:
        """Tell whether this happened lately; if not, it did now."""
        now = self._clock.now()
        # All are kept for the same time: the first that came in are the first to go.
        while (oldest := next(iter(self._until), None)) and self._until[oldest] <= now:
            del self._until[oldest]
        mark = hashlib.blake2b("\n".join(what).encode(), key=self._key, digest_size=16).digest()
        if mark in self._until:
            return True
        if len(self._until) >= self._most:
            del self._until[next(iter(self._until))]
        self._until[mark] = now + self._keep
        return False
