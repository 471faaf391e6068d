"""How many mails leave in a second."""

import asyncio


class Pace:
    """Lets callers through one after another, evenly, in the order in which they came.

    Args:
        per_second: how many; 0 lets everybody through at once.
    """

    def __init__(self, per_second: float) -> None:
        self._interval = 1 / per_second if per_second else 0.0
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for one's turn."""
        if not self._interval:
            return
        now = asyncio.get_running_loop().time()
        turn = max(now, self._next)
        self._next = turn + self._interval
        await asyncio.sleep(turn - now)
