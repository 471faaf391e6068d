"""Take a formation over from the company's existing catalogue."""

from contextlib import suppress
from datetime import datetime
from enum import StrEnum

from sorbo_core.catalogue.errors import SourceTaken
from sorbo_core.catalogue.formation import Formation
from sorbo_core.catalogue.intake.source_record import SourceRecord, parse_record
from sorbo_core.catalogue.ports import Formations
from sorbo_core.shared.ports import Clock, Ids
from sorbo_core.shared.publication.slugs import with_free_slug


class Outcome(StrEnum):
    """What became of a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class ImportFormation:
    """Take one record of the existing catalogue over. The operator does this from the command line.

    A record is known by its id in the source, or by the slug of its title where it has none. A new
    one becomes a formation, published at once if the existing site shows it, else a brouillon. One
    that changed since it was taken over overwrites what the formation says, and leaves its slug
    and its status alone; one that did not change leaves everything alone, so that what staff have
    edited stays. Two imports at once make no duplicates.

    Raises:
        Invalid: the record cannot be used; each violation points at the record's own key (`/prix`).
    """

    def __init__(self, *, formations: Formations, ids: Ids, clock: Clock) -> None:
        self._formations = formations
        self._ids = ids
        self._clock = clock

    async def __call__(self, *, record: object) -> Outcome:
        said = parse_record(record)
        while (known := await self._formations.by_source(said.source.key)) is None:
            with suppress(SourceTaken):  # another import was faster: it is known by now
                await self._create(said)
                return Outcome.CREATED
        return await self._update(known, said)

    async def _create(self, said: SourceRecord) -> None:
        id_, now = self._ids.new(), self._clock.now()
        await with_free_slug(
            said.details.title,
            id_,
            lambda slug: self._formations.add(_written_down(said, id=id_, slug=slug, at=now)),
        )

    async def _update(self, known: Formation, said: SourceRecord) -> Outcome:
        if known.source is not None and known.source.digest == said.source.digest:
            return Outcome.UNCHANGED
        now = self._clock.now()
        await self._formations.update(
            known.id, lambda formation: formation.take_over(said.details, source=said.source, at=now)
        )
        return Outcome.UPDATED


def _written_down(said: SourceRecord, *, id: str, slug: str, at: datetime) -> Formation:
    draft = Formation.draft(id=id, slug=slug, details=said.details, source=said.source, at=at)
    return draft.publish(at=at) if said.active else draft
