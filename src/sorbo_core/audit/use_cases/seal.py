"""Seal what the audit was told."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from sorbo_core.audit.errors import ChainBroken
from sorbo_core.audit.ports import Chain, Trail, Trails
from sorbo_core.audit.record import Head, Seal, chained
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.ports import Clock, Ids
from sorbo_core.shared.trail.entry import TrailEntry

BATCH = 100
"""Entities whose entries are sealed at once."""
MOST_BEHIND = 2000
"""Records that a sealer may have left behind the head when it was killed; more are no sealer's."""


class SealAudit:
    """Append what waits to the chain, the oldest first, then take it out of its entities' documents.

    Records come first, then the head, then the documents. A sealer that is killed in between leaves
    records that the head does not know: the next one takes them back and seals their entries anew, as
    these are still in the documents. A sealer that lost its lease cannot move the head, and stops.

    Raises:
        ChainBroken: the head is not as a sealer left it, or records follow it that no sealer left there:
            nothing is sealed until somebody has looked (`sorbo audit verify`).
        Unavailable: the database is away.
    """

    def __init__(
        self,
        *,
        trails: Trails,
        chain: Chain,
        seal: Seal,
        new_salt: Callable[[], str],
        clock: Clock,
        ids: Ids,
        lease: timedelta = timedelta(seconds=30),
    ) -> None:
        self._trails = trails
        self._chain = chain
        self._seal = seal
        self._new_salt = new_salt
        self._clock = clock
        self._ids = ids
        self._lease = lease

    async def __call__(self) -> int:
        """Run one pass; return how many entries were sealed."""
        trails = await self._trails.waiting(most=BATCH)
        if not trails:
            return 0
        token, now = self._ids.new(), self._clock.now()
        head = await self._chain.lease(
            Head().sealed(self._seal), now=now, until=now + self._lease, token=token
        )
        if head is None:
            return 0
        try:
            await self._check(head)
            return await self._seal_all(head, token)
        except AlreadyExists:
            return 0  # somebody else seals: they hold the lease by now
        finally:
            await self._chain.release(token=token, now=self._clock.now())

    async def _check(self, head: Head) -> None:
        behind = await self._chain.behind(head, most=MOST_BEHIND + 1)
        if not head.proven(self._seal) or len(behind) > MOST_BEHIND:
            raise ChainBroken
        if behind:
            trails = await self._trails.waiting(most=MOST_BEHIND)
            # What a sealer left when it was killed still waits: then nothing is lost.
            if not behind <= {entry.id for trail in trails for entry in trail.entries}:
                raise ChainBroken
            await self._chain.rewind(head)

    async def _seal_all(self, head: Head, token: str) -> int:
        ends, done = self._clock.now() + self._lease / 2, 0
        # Read anew: before the lease was ours, somebody else may have sealed what waited then.
        while self._clock.now() < ends and (trails := await self._trails.waiting(most=BATCH)):
            records = chained(
                await self._new_of(trails), after=head, new_salt=self._new_salt, at=self._clock.now()
            )
            if records:
                await self._chain.append(records)
                head = Head(sequence=records[-1].sequence, hash=records[-1].hash).sealed(self._seal)
                if not await self._chain.advance(head, token=token):
                    return done
            await self._trails.sealed(trails)
            done += len(records)
        return done

    async def _new_of(self, trails: Sequence[Trail]) -> list[TrailEntry]:
        """Return the entries that are not sealed yet, each once, in the order in which it happened."""
        entries = {entry.id: entry for trail in trails for entry in trail.entries}
        known = await self._chain.known(entries.keys())
        return sorted(
            (entry for id_, entry in entries.items() if id_ not in known),
            key=lambda entry: (entry.at, entry.entity_id, _number(entry.id)),
        )


def _number(event_id: str) -> int:
    number = event_id.rpartition(".")[2]
    return int(number) if number.isdigit() else 0
