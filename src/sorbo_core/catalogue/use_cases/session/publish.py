"""Publish a session."""

from sorbo_core.catalogue.errors import FormationNotPublished
from sorbo_core.catalogue.ports import Formations, Sessions
from sorbo_core.catalogue.session import SESSION, Session
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock
from sorbo_core.shared.publication.publishable import Status
from sorbo_core.shared.publication.use_cases.publish import Publish


class PublishSession(Publish[Session]):
    """Show a session to visitors; its formation must be published first.

    Raises:
        Unauthenticated, Forbidden: the actor may not write the catalogue.
        SessionNotFound: there is none with this id.
        FormationNotPublished: visitors do not see its formation.
        Stale: somebody changed it since.
        NotPublishable: it is published already.
    """

    def __init__(self, *, formations: Formations, sessions: Sessions, clock: Clock) -> None:
        super().__init__(noun=SESSION, entries=sessions, clock=clock)
        self._formations = formations
        self._sessions = sessions

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Session:
        actor.require(SESSION.writes)
        # Read before the update: the rule spans two entities, and a document guards only itself.
        session = await self._sessions.get(id)
        formation = await self._formations.get(session.formation_id)
        if formation.status is not Status.PUBLIE:
            raise FormationNotPublished(formation=formation.slug)
        return await super().__call__(actor=actor, id=id, version=version)
