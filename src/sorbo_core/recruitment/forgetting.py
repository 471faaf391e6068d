"""Personal data of candidatures, which have files."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from sorbo_core.recruitment.candidature import Candidature, owner_of
from sorbo_core.recruitment.errors import CandidatureNotFound
from sorbo_core.recruitment.personal_data import CANDIDATURES_HELD
from sorbo_core.shared.files.uploads import Uploads
from sorbo_core.shared.personal.entities import EntitiesHeld
from sorbo_core.shared.personal.ports import Forgettable


class CandidaturesHeld(EntitiesHeld[Candidature]):
    """Candidatures of a person. When the period of one is over, its CV goes at once.

    Cut off before that, the CV is one that nothing refers to, which is collected. On request, files
    erase it themselves.
    """

    def __init__(self, *, candidatures: Forgettable[Candidature], uploads: Uploads) -> None:
        super().__init__(holding=CANDIDATURES_HELD, repository=candidatures)
        self._candidatures = candidatures
        self._uploads = uploads

    def _shown(self, entity: Candidature, address: str) -> dict[str, Any]:
        data = super()._shown(entity, address)
        del data["words"]  # they are those of the rest, and lists leave them out
        return data

    async def _let_go(self, entity: Candidature, at: datetime) -> None:
        await super()._let_go(entity, at)
        with suppress(CandidatureNotFound):
            # One that somebody has just changed was kept, and so is its CV.
            current = await self._candidatures.update(entity.id, lambda current: current)
            if current.erased_at is not None:
                await self._uploads.release(owner_of(entity.id))
