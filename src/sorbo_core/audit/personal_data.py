"""What the audit holds of people: of those who do something, not of those to whom it is done."""

from datetime import datetime, timedelta

import msgspec

from sorbo_core.audit.ports import AuditRecords
from sorbo_core.audit.record import AuditRecord
from sorbo_core.shared.personal.holding import Category, Holding, Kept
from sorbo_core.shared.personal.ports import Erased, Person, PersonalData, Record

_KEPT_DAYS = 365

AUDIT_HELD = Holding(
    name="audit",
    holds=AuditRecord,
    about="Show who did what, when something went wrong",
    personal={"by": Category.TRACE, "origin": Category.TRACE},
    plain=(
        "id",
        "sequence",
        "previous",
        "hash",
        "format",
        "sealed_at",
        "event_id",
        "type",
        "noun",
        "entity_id",
        "at",
        "request_id",
        "changes",
        "commitment",
        "salt",
    ),
    kept=(
        Kept(
            days=_KEPT_DAYS,
            since="at",
            text=f"address and login session {_KEPT_DAYS} days; the rest for good, as the chain is one",
            source="GDPR art. 6(1)(f): whoever looks into a break-in needs a year of it",
        ),
    ),
    erasure="address and login session are deleted; ids, without the account, name nobody; personal values"
    " are masked from the start",
)


class AuditHeld(PersonalData):
    """Where the holder of an account did what they did from."""

    def __init__(self, *, records: AuditRecords) -> None:
        self._records = records

    async def held(self, person: Person) -> tuple[Record, ...]:
        """Return it, as `PersonalData.held` promises."""
        found = await self._records.of_authors(person.ids)
        return tuple(
            Record(
                id=each.id,
                data={"type": each.type, "at": each.at, "origin": msgspec.to_builtins(each.origin)},
            )
            for each in found
        )

    async def erase(self, person: Person, *, at: datetime) -> Erased:  # noqa: ARG002 — nothing here is dated by it
        """Erase it, as `PersonalData.erase` promises; the chain stays whole."""
        return Erased(blanked=await self._records.forget_origins(authors=person.ids))

    async def expire(self, *, at: datetime) -> int:
        """Let go of what was kept for its period."""
        return await self._records.forget_origins(before=at - timedelta(days=_KEPT_DAYS))
