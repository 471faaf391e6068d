"""Change."""

from collections.abc import Mapping
from typing import Any

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.publication.slugs import with_free_slug
from sorbo_core.shared.publication.use_cases.verb import E, WritingVerb


class Change(WritingVerb[E]):
    """Change what is said about an entry, at the version that the editor saw.

    What is not given stays (JSON Merge Patch): an object is merged, null takes an optional field
    away. A slug that was made from the title follows a new title; the old one redirects for ever.
    A slug that is given stays until another one is.

    Raises:
        Unauthenticated, Forbidden: the actor may not write it.
        NotFound: there is none with this id.
        Stale: somebody changed it since.
        Invalid: a field breaks its rule, or is null and cannot be left out.
        FileUnusable: a link names an upload that is not there, or of another kind.
        SlugTaken: another one has the slug that is given, or had it once.
    """

    async def __call__(
        self,
        *,
        actor: Actor,
        id: str,
        version: int | None,
        fields: Mapping[str, object],
        slug: str | None = None,
    ) -> E:
        now, title, attachments = self._clock.now(), fields.get("title"), self._attachments()

        async def write(suggested: str | None = None) -> E:
            said: dict[str, Any] = {"slug": slug, "suggested": suggested, **fields}
            return await attachments.settling(
                lambda settle: self._update(
                    actor,
                    id,
                    version,
                    lambda entry: entry.revise(at=now, by=actor.id, settle=settle, **said),
                )
            )

        if slug is None and isinstance(title, str):
            return await with_free_slug(title, id, write)
        return await write()
