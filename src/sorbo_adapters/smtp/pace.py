"""How many mails leave in a second."""

import asyncio


class Pace:
    """Lets callers through one after another, evenly, in the order in which they came.

    Args:
        per_second: how many; 0 lets everybody through at once.
        patience: the longest that anybody waits, in seconds.
    """

    def __init__(self, per_second: float, *, patience: float = 4.0) -> None:
        self._patience = patience
        self._interval = 1 / per_second if per_second else 0.0
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for one's turn.

        Raises:
            TimeoutError: at once, if it would not come in time.
        """
        if not self._interval:
            return
        now = asyncio.get_running_loop().time()
        turn = max(now, self._next)
        if turn - now > self._patience:
            raise TimeoutError
        self._next = turn + self._interval
        await asyncio.sleep(turn - now)
