"""Ids that a test can foresee."""

from itertools import count

from sorbo_core.shared.ports import Ids


class SequentialIds(Ids):
    """Counts: `id-000001`, `id-000002`, … For tests; unique within one instance only."""

    def __init__(self, prefix: str = "id") -> None:
        self._prefix = prefix
        self._numbers = count(1)

    def new(self) -> str:
        return f"{self._prefix}-{next(self._numbers):06}"
