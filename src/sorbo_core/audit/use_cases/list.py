"""List the audit."""

from sorbo_core.audit.ports import AuditRecords
from sorbo_core.audit.record import AuditRecord
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.query import ListQuery, Page


class ListAudit:
    """List who did what, the latest first: by whom, by kind of object, by object, by request, by period.

    What waits to be sealed, for some seconds, is not there yet.

    Raises:
        Unauthenticated, Forbidden: the actor may not read the audit.
    """

    def __init__(self, *, records: AuditRecords) -> None:
        self._records = records

    async def __call__(self, *, actor: Actor, query: ListQuery) -> Page[AuditRecord]:
        actor.require(Permission.READ_AUDIT)
        return await self._records.list(query)
