"""Try many deliveries again."""

from contextlib import suppress

import msgspec

from sorbo_core.delivery.dead_letter import DEAD_LETTERS, DeadLetterNotFound
from sorbo_core.delivery.ports import DeliveryDesk
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.query import MAX_LIMIT, Filter, ListQuery


class RequeueDeadLetters:
    """Deliver every event once more whose dead letter meets the filters, the oldest first.

    Letters that are written while this runs are left alone, so that it ends.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage deliveries.
    """

    def __init__(self, *, desk: DeliveryDesk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    async def __call__(self, *, actor: Actor, filters: tuple[Filter, ...] = ()) -> int:
        """Return how many were requeued."""
        actor.require(Permission.MANAGE_DELIVERIES)
        started, requeued = self._clock.now(), 0
        query = ListQuery(filters=filters, sort=DEAD_LETTERS.sorts["buriedAt"], limit=MAX_LIMIT)
        while True:
            page = await self._desk.dead_letters(query)
            for letter in page.items:
                if letter.buried_at >= started:
                    return requeued
                # Somebody else may be requeueing the same ones.
                with suppress(DeadLetterNotFound):
                    await self._desk.requeue(letter.id, now=started)
                    requeued += 1
            if page.next is None:
                return requeued
            query = msgspec.structs.replace(query, after=page.next)
