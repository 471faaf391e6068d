"""What audit refuses."""

from sorbo_core.shared.errors import Conflict, NotFound


class AuditRecordNotFound(NotFound):
    """There is no record with this id."""

    code = "audit_record_not_found"


class ChainBroken(Conflict):
    """The chain is not as its sealer left it: nothing is sealed before somebody has looked."""

    code = "audit_chain_broken"
