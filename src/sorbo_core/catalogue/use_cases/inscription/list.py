"""List inscriptions."""

from sorbo_core.catalogue.enrolment.inscription import Inscription
from sorbo_core.catalogue.enrolment.ports import Inscriptions
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import ListQuery, Page


class ListInscriptions:
    """List inscriptions for staff, one page at a time: of a session, in a state, in order of arrival.

    Raises:
        Unauthenticated, Forbidden: the actor may not read inscriptions.
    """

    def __init__(self, *, inscriptions: Inscriptions) -> None:
        self._inscriptions = inscriptions

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[Inscription]:
        actor.require(Permission.READ_INSCRIPTIONS)
        return await self._inscriptions.list(query)
