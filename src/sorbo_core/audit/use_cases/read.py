"""Read a record of the audit."""

from sorbo_core.audit.ports import AuditRecords
from sorbo_core.audit.record import AuditRecord
from sorbo_core.shared.actor import Actor, Permission


class ReadAuditRecord:
    """Read one record: who did what, what changed, and its place in the chain.

    Raises:
        Unauthenticated, Forbidden: the actor may not read the audit.
        AuditRecordNotFound: there is none with this id.
    """

    def __init__(self, *, records: AuditRecords) -> None:
        self._records = records

    async def __call__(self, *, actor: Actor, id: str) -> AuditRecord:
        actor.require(Permission.READ_AUDIT)
        return await self._records.get(id)
