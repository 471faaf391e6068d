"""Which mails and webhooks may come twice: those of which we could not know that they were taken."""

from collections import defaultdict

import msgspec

from chaos.wire.piece import Handover

RECORDING = 0.25
"""Seconds that recording an answer may take, on a busy machine."""


class Blackout(msgspec.Struct, frozen=True):
    """A time in which nothing could be recorded: MongoDB was away."""

    begins: float
    ends: float


class Evidence:
    """What was seen between our processes and the others."""

    def __init__(self) -> None:
        self._handovers: dict[str, list[Handover]] = defaultdict(list)
        self.deaths: dict[int, float] = {}
        self.blackouts: list[Blackout] = []

    def handed_over(self, key: str, pid: int | None) -> Handover:
        """Note that a process has handed something over whole; the answer follows, or does not."""
        self._handovers[key].append(Handover(key=key, pid=pid))
        return self._handovers[key][-1]

    def excused(self, key: str) -> int:
        """Count the hand-overs whose sender never heard the answer, or could not record it in time."""
        return sum(self._was_lost(each) for each in self._handovers[key])

    def _was_lost(self, handover: Handover) -> bool:
        heard = handover.answered
        if heard is None:
            return True
        died = self.deaths.get(handover.pid) if handover.pid is not None else None
        if died is not None and heard > died - RECORDING:
            return handover.taken
        return handover.taken and any(
            each.begins - RECORDING < heard < each.ends + RECORDING for each in self.blackouts
        )
