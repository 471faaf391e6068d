"""Keeps what was made from an older state from being taken for the present one."""

from collections.abc import Iterable


class Fence:
    """Numbers invalidations, and remembers the latest of each tag.

    Who makes an answer takes the number (`mark`) before reading anything. The answer is good as long
    as none of its tags was invalidated after that mark, however long the making took.

    Args:
        remembered: how many tags are remembered. Older ones are forgotten together: what was made
            before them counts as out of date, whatever it is made from.
    """

    def __init__(self, *, remembered: int = 20_000) -> None:
        self._remembered = remembered
        self._latest: dict[str, int] = {}
        self._floor = 0
        self.mark = 0

    def invalidate(self, tags: Iterable[str]) -> None:
        """Make whatever is made from any of these out of date."""
        self.mark += 1
        for tag in tags:
            self._latest.pop(tag, None)
            self._latest[tag] = self.mark
        while len(self._latest) > self._remembered:
            self._floor = self._latest.pop(next(iter(self._latest)))

    def invalidate_all(self) -> None:
        """Make everything out of date."""
        self.mark += 1
        self._floor = self.mark
        self._latest.clear()

    def holds(self, tags: Iterable[str], mark: int) -> bool:
        """Tell whether what was made of this, since this mark, is still good."""
        if mark == self.mark:
            return True
        return mark >= self._floor and all(self._latest.get(tag, 0) <= mark for tag in tags)
