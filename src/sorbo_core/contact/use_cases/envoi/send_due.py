"""Begin to send what is planned."""

from datetime import datetime

from sorbo_core.contact.newsletter.infolettre import InfolettreState
from sorbo_core.contact.newsletter.ports import Infolettres
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.query import Filter, ListQuery, Op, Sort


class SendDueInfolettres:
    """Begin to send the issues that are planned for now or earlier.

    Every process may try at any time: a sending begins once, and an issue that was changed
    meanwhile is judged as it is then.

    Raises:
        Unavailable: a part is away.
    """

    def __init__(self, *, infolettres: Infolettres, clock: Clock) -> None:
        self._infolettres = infolettres
        self._clock = clock

    async def __call__(self) -> int:
        now = self._clock.now()
        page = await self._infolettres.list(_due(now))
        for issue in page.items:
            await self._infolettres.update(issue.id, lambda current: current.send_if_due(at=now))
        return len(page.items)


def _due(now: datetime) -> ListQuery:
    filters = (Filter("state", Op.EQ, InfolettreState.PLANIFIEE), Filter("send_at", Op.LTE, now))
    return ListQuery(filters=filters, sort=(Sort("send_at", type=datetime),))
