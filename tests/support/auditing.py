"""What the audit is told of, and its chain, on memory and on MongoDB."""

from datetime import timedelta
from itertools import count

import msgspec

from sorbo_adapters.memory.audit.chain import MemoryAuditRecords, MemoryTrails
from sorbo_adapters.memory.catalogue import MemoryFormations
from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.memory.system import FixedClock
from sorbo_adapters.mongo.audit.records import MongoAuditRecords
from sorbo_adapters.mongo.audit.trails import MongoTrails
from sorbo_adapters.mongo.catalogue import MongoFormations
from sorbo_adapters.mongo.contact import MongoDemandes
from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.security.seals import HmacSeals
from sorbo_adapters.system.ids import UuidIds
from sorbo_core.audit.ports import AuditRecords, Chain, Trails
from sorbo_core.audit.record import AUDIT, AuditRecord, Head
from sorbo_core.audit.use_cases.accept import AcceptAudit
from sorbo_core.audit.use_cases.seal import SealAudit
from sorbo_core.audit.use_cases.verify import Verdict, VerifyAudit
from sorbo_core.catalogue.ports import Formations
from sorbo_core.identity.ports import Comptes
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.query import ListQuery
from sorbo_core.shared.trail.provenance import acting, provenance_of
from support.actors import ADMIN
from support.build import NOW, demande

SEALS = HmacSeals(b"k" * 32, purpose=b"head of the audit")
EDITOR = Actor(id="editor", role="editor", session_id="sid-1")
BY_EDITOR = provenance_of(EDITOR, address="192.0.2.7", request_id="request-1")
_ALL = ListQuery(sort=AUDIT.sorts["at"], limit=100)


class Audited(msgspec.Struct, frozen=True, kw_only=True):
    """Entities, what the audit is told of them, and the chain."""

    formations: Formations
    demandes: MemoryDemandes | MongoDemandes
    comptes: Comptes
    trails: Trails
    chain: Chain
    records: AuditRecords
    clock: FixedClock

    def sealer(self, *, chain: Chain | None = None, trails: Trails | None = None) -> SealAudit:
        """Return a sealer; others may stand in for its chain and its trails."""
        salts = count(1)
        return SealAudit(
            trails=trails or self.trails,
            chain=chain or self.chain,
            seal=SEALS.seal,
            new_salt=lambda: f"salt-{next(salts)}",
            clock=self.clock,
            ids=UuidIds(),
            lease=timedelta(seconds=30),
        )

    async def verdict(self, kept: Head | None = None) -> Verdict:
        """Verify the chain."""
        verify = VerifyAudit(records=self.records, trails=self.trails, seal=SEALS.seal)
        return await verify(actor=ADMIN, kept=kept)

    async def faults(self, kept: Head | None = None) -> list[tuple[str, int]]:
        """Verify the chain and return what is wrong with it."""
        return [(each.fault.value, each.sequence) for each in (await self.verdict(kept)).findings]

    async def accept(self, head: Head) -> None:
        """Accept the chain's present end."""
        await AcceptAudit(records=self.records, seal=SEALS.seal)(actor=ADMIN, head=head)

    async def all(self) -> list[AuditRecord]:
        """Return every record, the oldest first."""
        return list((await self.records.list(_ALL)).items)

    async def assigned(self, times: int, *, id: str = "asked") -> None:
        """Have an editor assign a request again and again."""
        await self.demandes.add(demande(id=id))
        with acting(BY_EDITOR):
            for number in range(times):
                await self.demandes.update(id, lambda it: it.assign(f"compte-{number}", at=NOW))  # noqa: B023 — called at once


def memory_audited() -> Audited:
    """Return it in memory."""
    formations, demandes, comptes = MemoryFormations(), MemoryDemandes(), MemoryComptes()
    records = MemoryAuditRecords()
    return Audited(
        formations=formations,
        demandes=demandes,
        comptes=comptes,
        trails=MemoryTrails((formations, demandes, comptes)),
        chain=records,
        records=records,
        clock=FixedClock(NOW),
    )


def mongo_audited(database: Database) -> Audited:
    """Return it in a database."""
    names = [each.name for each in (MongoFormations, MongoDemandes, MongoComptes)]
    records = MongoAuditRecords(database)
    return Audited(
        formations=MongoFormations(database),
        demandes=MongoDemandes(database),
        comptes=MongoComptes(database),
        trails=MongoTrails(database, names),
        chain=records,
        records=records,
        clock=FixedClock(NOW),
    )
