"""Change an issue of the newsletter."""

from typing import Any

from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.use_cases.infolettre.verb import InfolettreVerb
from sorbo_core.shared.actor import Actor


class ChangeInfolettre(InfolettreVerb):
    """Change what an issue says, or whom it is for, before its sending begins.

    One that is planned stays so.

    Raises:
        Unauthenticated, Forbidden: the actor may not write issues.
        InfolettreNotFound: there is none with this id.
        InfolettreBegun: its sending has begun.
        Invalid: a field breaks its rule.
        Stale: somebody changed it since.
    """

    async def __call__(
        self, *, actor: Actor, id: str, fields: dict[str, Any], version: int | None = None
    ) -> Infolettre:
        now = self._clock.now()
        return await self._do(lambda issue: issue.revise(fields, at=now), actor=actor, id=id, version=version)
