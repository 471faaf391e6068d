"""Deliver events to their handlers."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

import msgspec

from sorbo_core.delivery.backoff import Backoff
from sorbo_core.delivery.dead_letter import DeadLetter
from sorbo_core.delivery.ports import Claim, EventHandler, Outbox, Pending, Ticket
from sorbo_core.delivery.subscriptions import Subscriptions
from sorbo_core.shared.errors import Deferred, DomainError, Refused, Unavailable
from sorbo_core.shared.ports import Clock, Ids

# Together with what one attempt may take, 2 seconds, less than half a lease.
_ATTEMPTS, _PAUSE = 5, 0.5


class _Wait(msgspec.Struct, frozen=True):
    """An event has to wait until then: its handler failed, or the part `away` is, or time is up."""

    until: datetime
    failed: bool = False
    away: str | None = None


class DeliverEvents:
    """Deliver the events that a ticket stands for: several entities side by side, each one's in order.

    Every handler gets every event at least once. One that has had an event does not get it again
    unless the process died right after. A handler that fails, or finds a part away, does not hold up
    the other handlers of the event, but the events after it wait. Deliveries that are given up become
    dead letters, with the reason.

    Raises:
        Unavailable: a part was away that a handler needs, so that its events wait; or the outbox
            itself cannot be reached.
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
    ) -> None:
        self._outbox = outbox
        self._subscriptions = subscriptions
        self._clock = clock
        self._ids = ids
        self._backoff = backoff
        self._lease = lease

    async def __call__(self, ticket: Ticket) -> int:
        """Return how many entities have no event left that the ticket stood for."""
        until = self._clock.now() + self._lease
        claims = await self._outbox.resume(ticket, until=until, token=self._ids.new())
        outcomes = await asyncio.gather(*map(self._deliver, claims), return_exceptions=True)
        waits = [_known(outcome) for outcome in outcomes]
        for wait in waits:
            if wait is not None and wait.away is not None:
                raise Unavailable(part=wait.away)
        return waits.count(None)

    async def _deliver(self, claim: Claim) -> _Wait | None:
        # No handler starts in the second half of the lease, and none runs longer than half of it:
        # what is delivered is delivered by the holder of the lease.
        last_start = self._clock.now() + self._lease / 2
        completed: list[str] = []
        wait, failed = None, None
        for pending in claim.pending:
            wait = await self._hand_out(claim, pending, last_start)
            if wait is not None:
                failed = pending.event.id if wait.failed else None
                break
            completed.append(pending.event.id)
        due = wait.until if wait is not None else self._clock.now()
        await _insisting(lambda: self._outbox.settle(claim, completed=completed, failed=failed, due=due))
        return wait

    async def _hand_out(self, claim: Claim, pending: Pending, last_start: datetime) -> _Wait | None:
        """Deliver an event to all its handlers side by side; they know nothing of one another."""
        handlers = self._subscriptions.get(pending.event.type, {})
        left = {name for name in handlers if pending.awaits(name)}
        now = self._clock.now()
        if left and now > last_start:
            return _Wait(now)

        async def deliver(name: str) -> _Wait | None:
            wait = await self._try(claim, pending, name, handlers[name])
            if wait is None:
                # The last delivery of all is recorded by settling, which follows at once: nothing
                # else is under way, neither a delivery nor the record of one.
                if len(left) > 1 or pending is not claim.pending[-1]:
                    await _insisting(lambda: self._outbox.delivered(claim, pending.event.id, name))
                left.discard(name)
            return wait

        outcomes = await asyncio.gather(*map(deliver, sorted(left)), return_exceptions=True)
        return _longest([_known(outcome) for outcome in outcomes])

    async def _try(self, claim: Claim, pending: Pending, name: str, handler: EventHandler) -> _Wait | None:
        try:
            async with asyncio.timeout(self._lease.total_seconds() / 2):
                await handler(pending.event)
        except Exception as error:  # noqa: BLE001 — whatever a handler raises is retried, then kept with its reason
            return await self._after_failure(claim, pending, name, error)
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
            letter = DeadLetter.of(
                pending.event, name, collection=claim.collection, reason=_reason(error), at=now
            )
            await self._outbox.bury(claim, letter)
            return None
        if outage:
            away = error.part if isinstance(error, Unavailable) else name
            return _Wait(self._backoff.probe_at(pending.event, now=now), away=away)
        return _Wait(self._backoff.retry_at(failures, now=now), failed=True)


async def _insisting(record: Callable[[], Awaitable[None]]) -> None:
    """Record what has happened, for as long as a lease allows: what is not recorded happens again."""
    for _ in range(_ATTEMPTS - 1):
        try:
            await record()
        except Unavailable:
            await asyncio.sleep(_PAUSE)
        else:
            return
    await record()


def _known(outcome: _Wait | BaseException | None) -> _Wait | None:
    """Return what came of something; raise what nobody foresaw, now that its neighbours have ended."""
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


def _longest(waits: Iterable[_Wait | None]) -> _Wait | None:
    """Return one wait for all handlers of an event: none is tried again before its time."""
    found = [wait for wait in waits if wait is not None]
    if not found:
        return None
    return _Wait(
        max(wait.until for wait in found),
        failed=any(wait.failed for wait in found),
        away=next((wait.away for wait in found if wait.away is not None), None),
    )


def _reason(error: Exception) -> str:
    said = error.reason if isinstance(error, Refused | Deferred) else error
    return f"{type(error).__name__}: {said}"
