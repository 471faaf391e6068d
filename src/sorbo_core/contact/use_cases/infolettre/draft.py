"""Draft an issue of the newsletter."""

from sorbo_core.contact.newsletter.infolettre import Content, Infolettre
from sorbo_core.contact.newsletter.ports import Infolettres
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.ports import Clock


class DraftInfolettre:
    """Write an issue: a subject, a plain text whose paragraphs are set apart by blank lines, categories.

    Addresses that begin with https:// become links. The same id again returns the issue that it
    made the first time.

    Raises:
        Unauthenticated, Forbidden: the actor may not write issues.
        Invalid: a field breaks its rule.
    """

    def __init__(self, *, infolettres: Infolettres, clock: Clock) -> None:
        self._infolettres = infolettres
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, content: Content) -> Infolettre:
        actor.require(Permission.WRITE_ABONNES)
        issue = Infolettre.drafted(id=id, content=content, at=self._clock.now())
        try:
            return await self._infolettres.add(issue)
        except AlreadyExists:
            return await self._infolettres.get(id)
