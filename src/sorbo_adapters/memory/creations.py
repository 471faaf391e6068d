"""Creations that carry an idempotency key, remembered in memory."""

from datetime import datetime, timedelta

import msgspec

from sorbo_core.shared.errors import InFlight, KeyReused
from sorbo_core.shared.ports import Attempt, Creations, SavedAnswer

KEPT_FOR = timedelta(hours=24)


class _Creation(msgspec.Struct, kw_only=True):
    """What is known of one key. `resumed`: an earlier attempt died, and may have written."""

    fingerprint: str
    entity_id: str
    started_at: datetime
    leased_until: datetime | None
    resumed: bool = False
    answer: SavedAnswer | None = None


class MemoryCreations(Creations):
    """Idempotency keys in memory."""

    def __init__(self) -> None:
        self._creations: dict[str, _Creation] = {}

    async def begin(
        self,
        key: str,
        *,
        fingerprint: str,
        entity_id: str,
        now: datetime,
        lease: timedelta,
    ) -> Attempt:
        self._forget_old(now)
        known = self._creations.get(key)
        if known is None:
            self._creations[key] = _Creation(
                fingerprint=fingerprint, entity_id=entity_id, started_at=now, leased_until=now + lease
            )
            return Attempt(entity_id=entity_id)
        if known.fingerprint != fingerprint:
            raise KeyReused
        if known.answer is None:
            self._resume(known, now=now, lease=lease)
        return Attempt(entity_id=known.entity_id, answer=known.answer)

    async def finish(self, key: str, answer: SavedAnswer) -> None:
        if key in self._creations:
            self._creations[key].answer = answer

    async def abandon(self, key: str) -> None:
        known = self._creations.get(key)
        if known is None or known.answer is not None:
            return
        if known.resumed:
            known.leased_until = None
        else:
            del self._creations[key]

    def _resume(self, known: _Creation, *, now: datetime, lease: timedelta) -> None:
        if known.leased_until is not None and known.leased_until > now:
            raise InFlight
        known.leased_until, known.resumed = now + lease, True

    def _forget_old(self, now: datetime) -> None:
        old = [key for key, known in self._creations.items() if known.started_at + KEPT_FOR <= now]
        for key in old:
            del self._creations[key]
