"""Take in."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.files.attachments import Settle
from sorbo_core.shared.publication.entry import Details
from sorbo_core.shared.publication.use_cases.verb import E, WritingVerb


class Outcome(StrEnum):
    """What becomes of an entry that is taken in."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class TakeIn(WritingVerb[E]):
    """Import entries by their slugs, as CSV or JSON: new ones become brouillons, known ones change.

    Each row stands for itself: it is written whole, or refused and told. A former slug finds its
    entry as well, and no slug changes. What a row leaves out stays as it is, what is empty in it is
    taken away. The same rows again change nothing. A dry run tells the same and writes no entry; files
    that rows name are kept for a day, as by a real one.

    Raises:
        Unauthenticated, Forbidden: the actor may not write it.
        FileUnusable: a link names an upload that is not there, or of another kind.
    """

    async def __call__(
        self,
        *,
        actor: Actor,
        id: str,
        slug: str,
        details: Callable[[], Details],
        fields: Callable[[], Mapping[str, Any]],
        dry_run: bool,
    ) -> tuple[E, Outcome]:
        actor.require(self._noun.writes)
        try:
            current = await self._entries.by_slug(slug)
        except self._noun.missing:
            return await self._attachments().settling(
                lambda settle: self._created(actor, id, slug, settle(details(), None), dry_run=dry_run)
            )
        changes = fields()
        return await self._attachments().settling(
            lambda settle: self._changed(actor, current, settle, changes, dry_run=dry_run)
        )

    async def _created(
        self, actor: Actor, id: str, slug: str, details: Details, *, dry_run: bool
    ) -> tuple[E, Outcome]:
        now = self._clock.now()
        draft = self._noun.entity.draft(id=id, slug=slug, details=details, at=now, by=actor.id)
        return (draft if dry_run else await self._entries.add(draft)), Outcome.CREATED

    async def _changed(
        self, actor: Actor, current: E, settle: Settle, changes: Mapping[str, Any], *, dry_run: bool
    ) -> tuple[E, Outcome]:
        now = self._clock.now()

        def revised(entry: E) -> E:
            return entry.revise(at=now, by=actor.id, settle=settle, **changes)

        if revised(current) == current:
            return current, Outcome.UNCHANGED
        entry = revised(current) if dry_run else await self._entries.update(current.id, revised)
        return entry, Outcome.CHANGED
