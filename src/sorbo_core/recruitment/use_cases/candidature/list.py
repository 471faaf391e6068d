"""List candidatures."""

from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.recruitment.ports import Candidatures
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import ListQuery, Page


class ListCandidatures:
    """List candidatures for staff, one page at a time: for an emploi, in a state, of some days.

    `q` finds words of the name, of the motivation and of the CV that was uploaded: all of them have to
    be there, whole; case, accents and simple plurals do not matter.

    Raises:
        Unauthenticated, Forbidden: the actor may not read candidatures.
    """

    def __init__(self, *, candidatures: Candidatures) -> None:
        self._candidatures = candidatures

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[Candidature]:
        actor.require(Permission.READ_CANDIDATURES)
        return await self._candidatures.list(query)
