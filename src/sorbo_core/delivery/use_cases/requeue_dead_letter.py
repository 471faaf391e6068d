"""Try a delivery again that was given up."""

from sorbo_core.delivery.ports import DeliveryDesk
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class RequeueDeadLetter:
    """Deliver an event once more to the handler that could not take it.

    Only that handler gets it again. If it fails again, a new dead letter tells why.

    Raises:
        Unauthenticated, Forbidden: the actor may not manage deliveries.
        DeadLetterNotFound: there is none with this id.
    """

    def __init__(self, *, desk: DeliveryDesk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str) -> None:
        actor.require(Permission.MANAGE_DELIVERIES)
        await self._desk.requeue(id, now=self._clock.now())
