"""Read one candidature."""

from sorbo_core.recruitment.candidature import Candidature
from sorbo_core.recruitment.ports import Candidatures
from sorbo_core.shared.actor import Actor, Permission


class ReadCandidature:
    """Read one candidature with all that the candidate wrote, its history and the notes of staff.

    Raises:
        Unauthenticated, Forbidden: the actor may not read candidatures.
        CandidatureNotFound: there is none with this id.
    """

    def __init__(self, *, candidatures: Candidatures) -> None:
        self._candidatures = candidatures

    async def __call__(self, *, actor: Actor, id: str) -> Candidature:
        actor.require(Permission.READ_CANDIDATURES)
        return await self._candidatures.get(id)
