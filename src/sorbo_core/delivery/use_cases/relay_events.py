"""Move events on to their handlers."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from sorbo_core.delivery.backoff import Backoff
from sorbo_core.delivery.dead_letter import DeadLetter
from sorbo_core.delivery.ports import Claim, EventHandler, Outbox, Pending
from sorbo_core.shared.errors import Deferred, DomainError, Unavailable
from sorbo_core.shared.ports import Clock, Ids

Subscriptions = Mapping[str, Mapping[str, EventHandler]]
"""Event type → name of the handler → handler. A name, once used, keeps its meaning: it is stored."""


class _Wait(msgspec.Struct, frozen=True):
    """An event has to wait until then: a handler failed, or a part is away, or the lease runs out."""

    until: datetime
    failure: bool = False
    outage: bool = False


class RelayEvents:
    """Deliver the events that wait, the longest due first, each entity's in order.

    Every handler gets every event at least once. One that has had an event does not get it again
    unless the relay died in between. A handler that fails does not hold up the other handlers of
    the event, but the events after it wait. A pass ends when nothing is due, or when a part turns
    out to be away. Deliveries that are given up become dead letters, with the reason.

    Raises:
        Unavailable: the outbox itself cannot be reached.
    """

    def __init__(
        self,
        *,
        outbox: Outbox,
        subscriptions: Subscriptions,
        clock: Clock,
        ids: Ids,
        backoff: Backoff,
        lease: timedelta = timedelta(seconds=30),
        at_once: int = 1,
    ) -> None:
        self._outbox = outbox
        self._subscriptions = subscriptions
        self._clock = clock
        self._ids = ids
        self._backoff = backoff
        self._lease = lease
        self._at_once = at_once

    async def __call__(self) -> int:
        """Run one pass and return how many entities it relayed completely."""
        # One looks whether anything is due: mostly nothing is, and all would ask the database.
        first = await self._claim()
        if first is None:
            return 0
        away = asyncio.Event()
        others = (self._relay_while_due(away, None) for _ in range(self._at_once - 1))
        return sum(await asyncio.gather(self._relay_while_due(away, first), *others))

    async def _relay_while_due(self, away: asyncio.Event, claim: Claim | None) -> int:
        relayed = 0
        while claim := claim or (None if away.is_set() else await self._claim()):
            wait = await self._relay(claim)
            await self._outbox.release(claim, due=wait.until if wait else self._clock.now())
            if wait is None:
                relayed += 1
            elif wait.outage:
                away.set()
            claim = None
        return relayed

    async def _claim(self) -> Claim | None:
        return await self._outbox.claim(now=self._clock.now(), lease=self._lease, token=self._ids.new())

    async def _relay(self, claim: Claim) -> _Wait | None:
        # No handler starts in the second half of the lease, and none runs longer than half of it:
        # what is delivered is delivered by the holder of the lease.
        last_start = self._clock.now() + self._lease / 2
        for pending in claim.pending:
            wait = await self._hand_out(claim, pending, last_start)
            if wait is not None:
                return wait
            await self._outbox.complete(claim, pending.event.id)
        return None

    async def _hand_out(self, claim: Claim, pending: Pending, last_start: datetime) -> _Wait | None:
        first: _Wait | None = None
        for name, handler in self._subscriptions.get(pending.event.type, {}).items():
            if not pending.awaits(name):
                continue
            now = self._clock.now()
            wait = _Wait(now) if now > last_start else await self._deliver(claim, pending, name, handler)
            first = first or wait
            if wait is not None and not wait.failure:
                break
        if first is not None and first.failure:
            await self._outbox.failed(claim, pending.event.id)
        return first

    async def _deliver(
        self, claim: Claim, pending: Pending, name: str, handler: EventHandler
    ) -> _Wait | None:
        try:
            async with asyncio.timeout(self._lease.total_seconds() / 2):
                await handler(pending.event)
        except Exception as error:  # noqa: BLE001 — whatever a handler raises is retried, then kept with its reason
            return await self._after_failure(claim, pending, name, error)
        await self._outbox.delivered(claim, pending.event.id, name)
        return None

    async def _after_failure(
        self, claim: Claim, pending: Pending, name: str, error: Exception
    ) -> _Wait | None:
        now, failures = self._clock.now(), pending.failures + 1
        outage = isinstance(error, Unavailable | TimeoutError)
        # Somebody else's "not now" is no failure of the handler's own: only its age ends the patience.
        patient = outage or isinstance(error, Deferred)
        hopeless = isinstance(error, DomainError) and not patient
        if hopeless or self._backoff.gives_up(pending.event, 0 if patient else failures, now=now):
            reason = f"{type(error).__name__}: {error}"
            letter = DeadLetter.of(pending.event, name, collection=claim.collection, reason=reason, at=now)
            await self._outbox.bury(claim, letter)
            return None
        if outage:
            return _Wait(self._backoff.probe_at(pending.event, now=now), outage=True)
        return _Wait(self._backoff.retry_at(failures, now=now), failure=True)
