"""Which mails and webhooks may come twice: those of which we could not know that they were taken."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from chaos.wire.piece import Handover

_MARGIN = 2.0
"""Seconds before and after MongoDB's death in which a write may be lost: as long as one may take."""


class Blackout(msgspec.Struct, frozen=True):
    """A time in which nothing could be recorded: MongoDB was away."""

    begins: float
    ends: float

    def covers(self, instant: float) -> bool:
        """Tell whether what was heard then may have gone unrecorded."""
        return self.begins - _MARGIN < instant < self.ends + _MARGIN


class Evidence:
    """What was seen between our processes and the others.

    Attributes:
        dead: the processes of the system that were killed.
        blackouts: when MongoDB was away.
    """

    def __init__(self) -> None:
        self.dead: set[int] = set()
        self.blackouts: list[Blackout] = []
        self._by_key: dict[str, list[Handover]] = defaultdict(list)
        self._by_document: dict[str, list[Handover]] = defaultdict(list)

    def handed_over(self, key: str, document: str, pid: int | None) -> Handover:
        """Note that a process has begun to hand something over; the answer follows, or does not.

        Args:
            key: its Message-ID, or its webhook-id.
            document: the id of the document in which it is recorded.
            pid: the process.
        """
        handover = Handover(pid)
        self._by_key[key].append(handover)
        self._by_document[document].append(handover)
        return handover

    def written(self, documents: Iterable[str], pid: int | None) -> None:
        """Note that a process has written to documents: so it recorded what it had heard till then."""
        for document in documents:
            for handover in self._by_document.get(document, ()):
                handover.recorded |= handover.pid == pid and handover.answered is not None

    def excused(self, key: str) -> int:
        """Count the hand-overs that we could not know of: no answer was heard, or none could be recorded."""
        return sum(self._was_lost(each) for each in self._by_key[key])

    def _was_lost(self, handover: Handover) -> bool:
        heard = handover.answered
        if heard is None:
            return handover.complete
        has_gone = handover.pid is None or handover.pid in self.dead
        died_too_soon = has_gone and not handover.recorded
        return handover.taken and (died_too_soon or any(each.covers(heard) for each in self.blackouts))
