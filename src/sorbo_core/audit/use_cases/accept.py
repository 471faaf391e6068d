"""Accept the chain as it is."""

from sorbo_core.audit.ports import AuditRecords
from sorbo_core.audit.record import GENESIS, Head, Seal, id_of
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.errors import Conflict


class ChainNotAsGiven(Conflict):
    """The chain does not end where it is said to."""

    code = "audit_chain_differs"


class AcceptAudit:
    """Prove the end of the chain with the present key, and let sealing go on from there.

    For after a change of the key, or of the database by a backup: somebody has looked, and names the
    end that they have seen, so that nothing else is accepted.

    Raises:
        Unauthenticated, Forbidden: the actor may not read the audit.
        ChainNotAsGiven: the last record is another one.
    """

    def __init__(self, *, records: AuditRecords, seal: Seal) -> None:
        self._records = records
        self._seal = seal

    async def __call__(self, *, actor: Actor, head: Head) -> None:
        actor.require(Permission.READ_AUDIT)
        found = await self._records.after(id_of(head.sequence - 1) if head.sequence else "", most=2)
        ends = [each.hash for each in found] or [GENESIS]
        if ends != [head.hash]:
            raise ChainNotAsGiven
        await self._records.accept(head.sealed(self._seal))
