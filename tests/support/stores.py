"""Everything whose events wait, on memory and on MongoDB."""

from datetime import datetime, timedelta

import msgspec

from sorbo_adapters.memory.catalogue import MemoryFormations, MemorySessions
from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_adapters.memory.delivery.outbox import MemoryOutbox
from sorbo_adapters.memory.identity import MemoryComptes
from sorbo_adapters.mongo.catalogue import MongoFormations, MongoSessions
from sorbo_adapters.mongo.contact import MongoDemandes
from sorbo_adapters.mongo.delivery.dead_letters import MongoDeliveryDesk
from sorbo_adapters.mongo.delivery.outbox import MongoOutbox
from sorbo_adapters.mongo.identity import MongoComptes
from sorbo_adapters.mongo.store.client import Database
from sorbo_core.catalogue.ports import Formations, Sessions
from sorbo_core.contact.demande import Demande
from sorbo_core.contact.ports import Demandes
from sorbo_core.delivery.dead_letter import DEAD_LETTERS, DeadLetter
from sorbo_core.delivery.ports import Claim, DeliveryDesk, Outbox
from sorbo_core.identity.ports import Comptes
from sorbo_core.shared.query import ListQuery
from support.build import NOW, later

LEASE = timedelta(seconds=30)
_OLDEST_FIRST = ListQuery(sort=DEAD_LETTERS.sorts["buriedAt"], limit=100)


class Stores(msgspec.Struct, frozen=True, kw_only=True):
    """Everything whose events wait, the outbox that finds them, and what staff see of it."""

    formations: Formations
    sessions: Sessions
    demandes: Demandes
    comptes: Comptes
    outbox: Outbox
    desk: DeliveryDesk

    async def letters(self) -> list[DeadLetter]:
        """Return every dead letter, the oldest first."""
        return list((await self.desk.dead_letters(_OLDEST_FIRST)).items)

    async def claim(self, relay: str = "relay", **after: float) -> Claim | None:
        """Claim the entity that has been due longest, some time after NOW."""
        return await claim_next(self.outbox, relay, now=later(**after))

    async def claimed(self, relay: str = "relay", **after: float) -> Claim:
        """Claim what is due some time after NOW; something is."""
        claim = await self.claim(relay, **after)
        assert claim is not None
        return claim

    async def assigned(self, asked: Demande, *names: str) -> None:
        """Add one event per name to a request."""
        for name in names:
            await self.demandes.update(asked.id, lambda current: current.assign(name, at=NOW))  # noqa: B023 — called at once


async def claim_next(
    outbox: Outbox, token: str, *, now: datetime = NOW, lease: timedelta = LEASE
) -> Claim | None:
    """Claim the entity that has been due longest."""
    ticket = await outbox.lease(now=now, until=now + lease, token=f"{token}, leasing", most=1)
    if ticket is None:
        return None
    (claim,) = await outbox.resume(ticket, until=now + lease, token=token)
    return claim


def memory_stores() -> Stores:
    """Return them in memory."""
    formations, sessions = MemoryFormations(), MemorySessions()
    demandes, comptes = MemoryDemandes(), MemoryComptes()
    outbox = MemoryOutbox((formations, sessions, demandes, comptes))
    return Stores(
        formations=formations,
        sessions=sessions,
        demandes=demandes,
        comptes=comptes,
        outbox=outbox,
        desk=outbox,
    )


def mongo_stores(database: Database) -> Stores:
    """Return them in a database."""
    names = [each.name for each in (MongoFormations, MongoSessions, MongoDemandes, MongoComptes)]
    return Stores(
        formations=MongoFormations(database),
        sessions=MongoSessions(database),
        demandes=MongoDemandes(database),
        comptes=MongoComptes(database),
        outbox=MongoOutbox(database, names),
        desk=MongoDeliveryDesk(database, names),
    )
