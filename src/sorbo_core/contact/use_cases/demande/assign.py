"""Give a request to somebody."""

from sorbo_core.contact.demande import Demande
from sorbo_core.contact.errors import AssigneeUnknown
from sorbo_core.contact.ports import Demandes, StaffDirectory
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import Violation
from sorbo_core.shared.ports import Clock


class AssignDemande:
    """Give a request to somebody on the staff, or take it back (no assignee).

    Raises:
        Unauthenticated, Forbidden: the actor may not work on requests.
        AssigneeUnknown: nobody on the staff has this account.
        DemandeNotFound: there is none with this id.
        Stale: somebody changed it since.
    """

    def __init__(self, *, demandes: Demandes, staff: StaffDirectory, clock: Clock) -> None:
        self._demandes = demandes
        self._staff = staff
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, id: str, assignee_id: str | None, version: int | None = None
    ) -> Demande:
        actor.require(Permission.WRITE_DEMANDES)
        if assignee_id is not None and not await self._staff.includes(assignee_id):
            raise AssigneeUnknown(Violation("/assigneeId", "assignee_unknown"))
        now = self._clock.now()
        return await self._demandes.update(
            id, lambda demande: demande.at_version(version).assign(assignee_id, at=now)
        )
