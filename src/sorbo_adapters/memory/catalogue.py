"""The catalogue in memory."""

from sorbo_adapters.memory.collection import MemoryCollection
from sorbo_core.catalogue.errors import FormationNotFound, SessionNotFound, SlugTaken, SourceTaken
from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.ports import Formations, Sessions
from sorbo_core.catalogue.session import Session


class MemoryFormations(MemoryCollection[Formation], Formations):
    """Formations in memory."""

    def __init__(self) -> None:
        super().__init__(
            "formations",
            Formation,
            missing=FormationNotFound,
            unique={"slug": SlugTaken, "source.key": SourceTaken},
        )

    async def by_slug(self, slug: str) -> Formation:
        formation = await self.find("slug", slug)
        if formation is None:
            raise FormationNotFound
        return formation

    async def by_source(self, key: str) -> Formation | None:
        return await self.find("source.key", key)


class MemorySessions(MemoryCollection[Session], Sessions):
    """Sessions in memory."""

    def __init__(self) -> None:
        super().__init__("sessions", Session, missing=SessionNotFound)
