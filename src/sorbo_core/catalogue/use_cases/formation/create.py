"""Write a formation down."""

from sorbo_core.catalogue.errors import SlugTaken
from sorbo_core.catalogue.formation import Formation, FormationDetails
from sorbo_core.catalogue.ports import Formations
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.text import candidates


class CreateFormation:
    """Write a new formation down as a brouillon.

    Its slug is made from the title; when another formation has it, a suffix is added. The same id
    again returns the formation that it made the first time.

    Raises:
        Unauthenticated, Forbidden: the actor may not write the catalogue.
        Invalid: a field breaks its rule.
        SlugTaken: a hundred formations share the title.
    """

    def __init__(self, *, formations: Formations, clock: Clock) -> None:
        self._formations = formations
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, details: FormationDetails) -> Formation:
        actor.require(Permission.WRITE_CATALOGUE)
        for slug in candidates(details.title):
            draft = Formation.draft(id=id, slug=slug, details=details, at=self._clock.now())
            try:
                return await self._formations.add(draft)
            # The same creation, asked again after an answer that got lost.
            except AlreadyExists:
                return await self._formations.get(id)
            except SlugTaken:
                continue
        raise SlugTaken
