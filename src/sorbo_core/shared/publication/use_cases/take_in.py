"""Take in."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.publication.entry import Details
from sorbo_core.shared.publication.use_cases.verb import E, EntryVerb


class Outcome(StrEnum):
    """What becomes of an entry that is taken in."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class TakeIn(EntryVerb[E]):
    """Import entries by their slugs, as CSV or JSON: new ones become brouillons, known ones change.

    Each row stands for itself: it is written whole, or refused and told. A former slug finds its
    entry as well, and no slug changes. What a row leaves out stays as it is, what is empty in it is
    taken away. The same rows again change nothing. A dry run tells the same and writes nothing.

    Raises:
        Unauthenticated, Forbidden: the actor may not write it.
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
        now = self._clock.now()

        def revised(current: E) -> E:
            return current.revise(at=now, by=actor.id, **changes)

        try:
            current = await self._entries.by_slug(slug)
        except self._noun.missing:
            draft = self._noun.entity.draft(id=id, slug=slug, details=details(), at=now, by=actor.id)
            return (draft if dry_run else await self._entries.add(draft)), Outcome.CREATED
        changes = fields()
        if revised(current) == current:
            return current, Outcome.UNCHANGED
        entry = revised(current) if dry_run else await self._entries.update(current.id, revised)
        return entry, Outcome.CHANGED
