"""Restore a version."""

from sorbo_core.shared.actor import Actor
from sorbo_core.shared.files.attachments import Settle
from sorbo_core.shared.publication.slugs import with_free_slug
from sorbo_core.shared.publication.use_cases.verb import E, WritingVerb


class RestoreVersion(WritingVerb[E]):
    """Say of an entry again what was said at one of its versions.

    That makes a new version; its status stays, and its slug follows the title as at any change.

    Raises:
        Unauthenticated, Forbidden: the actor may not write it.
        NotFound: there is none with this id.
        VersionNotFound: it never was at this version, or that is too long ago.
        Stale: somebody changed it since.
        Invalid: what was said then breaks a rule of today.
        FileUnusable: a link names an upload that is not there any more.
    """

    async def __call__(self, *, actor: Actor, id: str, number: int, version: int | None = None) -> E:
        actor.require(self._noun.writes)
        details, now = (await self._entries.version(id, number)).details, self._clock.now()

        attachments = self._attachments()

        def restored(entry: E, settle: Settle, suggested: str) -> E:
            said = settle(details, entry.details)
            return entry.rewrite(said, at=now, by=actor.id, suggested=suggested)

        async def write(suggested: str) -> E:
            return await attachments.settling(
                lambda settle: self._update(
                    actor, id, version, lambda entry: restored(entry, settle, suggested)
                )
            )

        return await with_free_slug(details.title, id, write)
