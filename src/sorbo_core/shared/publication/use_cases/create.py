"""Create."""

from functools import partial

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.files.attachments import Settle
from sorbo_core.shared.publication.entry import Details
from sorbo_core.shared.publication.slugs import with_free_slug
from sorbo_core.shared.publication.use_cases.verb import E, WritingVerb


class Create(WritingVerb[E]):
    """Write an entry down as a brouillon.

    Its slug is made from the title, with a suffix where that is taken (`-2`, `-3`, …), unless one
    is given. The same id again returns what it made the first time.

    Raises:
        Unauthenticated, Forbidden: the actor may not write it.
        Invalid: a field breaks its rule.
        FileUnusable: a link names an upload that is not there, or of another kind.
        SlugTaken: another one has the slug that is given, or had it once.
    """

    async def __call__(self, *, actor: Actor, id: str, details: Details, slug: str | None = None) -> E:
        actor.require(self._noun.writes)
        now, attachments = self._clock.now(), self._attachments()

        async def written(slug: str, settle: Settle) -> E:
            said = settle(details, None)
            draft = self._noun.entity.draft(id=id, slug=slug, details=said, at=now, by=actor.id)
            return await self._entries.add(draft)

        async def add(slug: str) -> E:
            return await attachments.settling(partial(written, slug))

        try:
            return await (add(slug) if slug else with_free_slug(details.title, id, add))
        # The same creation, asked again after an answer that got lost.
        except AlreadyExists:
            return await self._entries.get(id)
