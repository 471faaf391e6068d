"""List what could not be delivered."""

from sorbo_core.delivery.dead_letter import DeadLetter
from sorbo_core.delivery.ports import DeliveryDesk
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import ListQuery, Page


class ListDeadLetters:
    """List the deliveries that were given up, with the reason, the newest first.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage deliveries.
    """

    def __init__(self, *, desk: DeliveryDesk) -> None:
        self._desk = desk

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[DeadLetter]:
        actor.require(Permission.MANAGE_DELIVERIES)
        return await self._desk.dead_letters(query)
