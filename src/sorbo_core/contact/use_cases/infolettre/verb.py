"""What the verbs of an issue share."""

from collections.abc import Callable

from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.newsletter.ports import Infolettres
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class InfolettreVerb:
    """Does one thing with an issue, for whoever may."""

    def __init__(self, *, infolettres: Infolettres, clock: Clock) -> None:
        self._infolettres = infolettres
        self._clock = clock

    async def _do(
        self, verb: Callable[[Infolettre], Infolettre], *, actor: Actor, id: str, version: int | None
    ) -> Infolettre:
        actor.require(Permission.WRITE_ABONNES)
        return await self._infolettres.update(id, lambda issue: verb(issue.at_version(version)))
