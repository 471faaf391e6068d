"""Take over."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, Generic

import msgspec

from sorbo_core.shared.intake.outcome import Outcome
from sorbo_core.shared.intake.said import Said
from sorbo_core.shared.intake.taken import Importer, Taken
from sorbo_core.shared.ports import Clock, Ids
from sorbo_core.shared.publication.errors import SourceTaken
from sorbo_core.shared.publication.noun import Noun
from sorbo_core.shared.publication.ports import E, Entries
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.publication.slugs import with_free_slug


class TakeOver(Importer, Generic[E]):
    """Take one record of existing data over. The operator does this from the command line.

    A record is known by its id in the source, or by the slug of its title where it has none. A new
    one becomes an entry with the slug and the instants that the record has, as visible as on the
    existing site. One that changed since it was taken over overwrites what the entry says, and leaves
    its slug and its status alone; one that did not change leaves everything alone, so that what staff
    have edited stays. Two imports at once make no duplicates.

    Args:
        noun: which.
        entries: where its entities are kept.
        parse: reads a record.
        ids, clock: name new entries, tell the time.

    Raises:
        Invalid: the record cannot be used; each violation points at the record's own key (`/prix`).
    """

    def __init__(
        self,
        *,
        noun: Noun[E],
        entries: Entries[E],
        parse: Callable[[object], Said[Any]],
        ids: Ids,
        clock: Clock,
    ) -> None:
        self._noun = noun
        self._entries = entries
        self._parse = parse
        self._ids = ids
        self._clock = clock

    async def __call__(self, *, record: object, dry_run: bool = False) -> Taken:
        said = self._parse(record)
        while (known := await self._entries.by_source(said.source.key)) is None:
            with suppress(SourceTaken):  # another import was faster: it is known by now
                await self._create(said, dry_run=dry_run)
                return said.taken(Outcome.CREATED)
        return said.taken(await self._update(known, said, dry_run=dry_run))

    def key_of(self, record: object) -> str:
        return self._parse(record).source.key

    async def _create(self, said: Said[Any], *, dry_run: bool) -> E:
        id_, now = self._ids.new(), self._clock.now()

        async def write(slug: str) -> E:
            entry = self._written_down(said, id=id_, slug=slug, at=now)
            return entry if dry_run else await self._entries.add(entry)

        return await with_free_slug(said.slug or said.details.title, id_, write)

    async def _update(self, known: E, said: Said[Any], *, dry_run: bool) -> Outcome:
        if known.source is not None and known.source.digest == said.source.digest:
            return Outcome.UNCHANGED
        now = self._clock.now()

        def overwritten(entry: E) -> E:
            return entry.rewrite(self._onto(entry, said.details), at=now, source=said.source)

        if dry_run:
            overwritten(known)
        else:
            await self._entries.update(known.id, overwritten)
        return Outcome.UPDATED

    def _onto(self, entry: E, details: Any) -> Any:  # noqa: ANN401, ARG002 — the details of the noun; what stays of the entry is the noun's to say
        """Return what the entry says from now on: what the record says."""
        return details

    def _written_down(self, said: Said[Any], *, id: str, slug: str, at: datetime) -> E:
        draft = self._noun.entity.draft(id=id, slug=slug, details=said.details, source=said.source, at=at)
        entry = draft
        if said.status is Status.PUBLIE:
            entry = draft.publish(at=at)
        if said.status is Status.ARCHIVE:
            entry = draft.archive(at=at)
        # What happens now is told as of now; the instants are those of the source, none of them to come.
        shown = said.published_at if said.status is not Status.BROUILLON else None
        return msgspec.structs.replace(
            entry,
            created_at=min(said.created_at or at, at),
            published_at=entry.published_at if shown is None or shown > at else shown,
        )
