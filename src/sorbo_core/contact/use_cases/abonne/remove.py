"""End somebody's subscription."""

from sorbo_core.contact.newsletter.abonne import Abonne
from sorbo_core.contact.newsletter.events import LeftBy
from sorbo_core.contact.newsletter.ports import Abonnes
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class RemoveAbonne:
    """End a subscription for its holder, who asked by telephone, say. The address stays, as `desabonne`.

    It may be subscribed again by whoever reads its mails.

    Raises:
        Unauthenticated, Forbidden: the actor may not change subscribers.
        AbonneNotFound: there is none with this id.
        Stale: somebody changed it since.
    """

    def __init__(self, *, abonnes: Abonnes, clock: Clock) -> None:
        self._abonnes = abonnes
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Abonne:
        actor.require(Permission.WRITE_ABONNES)
        now = self._clock.now()
        return await self._abonnes.update(
            id, lambda abonne: abonne.at_version(version).leave(LeftBy.STAFF, at=now)
        )
