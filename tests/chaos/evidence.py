"""Which mails and webhooks may come twice: those of which we could not know that they were taken."""

from collections import defaultdict
from collections.abc import Callable, Iterable

import msgspec

from chaos.wire.piece import Handover, Written

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

    Args:
        says_away: tells whether a process said, around an instant, that MongoDB did not answer it.

    Attributes:
        dead: the processes of the system that were killed.
        blackouts: when MongoDB was away.
    """

    def __init__(self, says_away: Callable[[int, float], bool]) -> None:
        self._says_away = says_away
        self.dead: set[int] = set()
        self.blackouts: list[Blackout] = []
        self._by_key: dict[str, list[Handover]] = defaultdict(list)
        self._by_document: dict[str, list[Handover]] = defaultdict(list)

    def handed_over(self, key: str, document: str, pid: int | None, handler: str | None = None) -> Handover:
        """Note that a process has begun to hand something over; the answer follows, or does not.

        Args:
            key: its Message-ID, or its webhook-id.
            document: the id of the document in which it is recorded.
            pid: the process.
            handler: under which name it is recorded there, if under one.
        """
        handover = Handover(pid, handler)
        self._by_key[key].append(handover)
        self._by_document[document].append(handover)
        return handover

    def written(self, changes: Iterable[Written], pid: int | None) -> None:
        """Note that a process has changed documents: it recorded one thing, or all that it had heard of."""
        for document, handler in changes:
            for handover in self._by_document.get(document, ()):
                if handler in (None, handover.handler) and handover.pid == pid:
                    handover.recorded |= handover.answered is not None

    def excused(self, key: str) -> int:
        """Count the hand-overs that we could not know of: no answer was heard, or none could be recorded."""
        return sum(self._was_lost(each) for each in self._by_key[key])

    def story(self, key: str) -> list[Handover]:
        """Return the hand-overs of one thing, the first one first."""
        return self._by_key[key]

    def _was_lost(self, handover: Handover) -> bool:
        heard = handover.answered
        if heard is None:
            return handover.complete
        return handover.taken and (
            any(each.covers(heard) for each in self.blackouts)
            or (not handover.recorded and self._could_not_record(handover.pid, heard))
        )

    def _could_not_record(self, pid: int | None, heard: float) -> bool:
        return pid is None or pid in self.dead or self._says_away(pid, heard)
