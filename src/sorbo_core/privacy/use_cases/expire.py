"""Let go of what was kept for long enough."""

from datetime import datetime

from sorbo_core.privacy.person import Holders


class ExpirePersonalData:
    """Delete or blank what has been kept for its whole period, kind by kind, a hundred at a time.

    What was done stays done when it is cut off, and the next run does the rest. Figures by month stay
    true, as what they are counted from is blanked.
    """

    def __init__(self, *, holders: Holders) -> None:
        self._holders = holders

    async def __call__(self, *, due: datetime) -> None:
        for holder in self._holders.values():
            await holder.expire(at=due)
