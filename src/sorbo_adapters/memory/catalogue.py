"""The catalogue in memory."""

from datetime import date

from sorbo_adapters.memory.collection import MemoryCollection
from sorbo_core.catalogue.errors import FormationNotFound, SessionNotFound, SlugTaken, SourceTaken
from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.ports import Formations, Sessions
from sorbo_core.catalogue.session import Session, SessionState
from sorbo_core.shared.publication import Status
from sorbo_core.shared.query import Filter, ListQuery, Op, Sort


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

    async def upcoming(self, formation_id: str, *, since: date, most: int) -> tuple[Session, ...]:
        takes_place = (SessionState.PLANIFIEE, SessionState.CONFIRMEE)
        page = await self.list(
            ListQuery(
                filters=(
                    Filter("formation_id", Op.EQ, formation_id),
                    Filter("status", Op.EQ, Status.PUBLIE),
                    Filter("details.start", Op.GTE, since.isoformat()),
                    Filter("details.state", Op.IN, takes_place),
                ),
                sort=(Sort("details.start"),),
                limit=most,
            )
        )
        return page.items
