"""The outboxes of entities in memory."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from sorbo_adapters.memory.collection import MemoryCollection, Waiting, copied
from sorbo_core.delivery.ports import Backlog, Claim, DeadLetter, Outbox, Pending

MOST_AT_ONCE = 20


class MemoryOutbox(Outbox):
    """The events that wait in these collections, and the letters that could not be delivered."""

    def __init__(self, collections: Iterable[MemoryCollection[Any]]) -> None:
        self._collections = {each.name: each for each in collections}
        self._letters: dict[tuple[str, str], DeadLetter] = {}

    @property
    def letters(self) -> tuple[DeadLetter, ...]:
        """What was given up so far."""
        return tuple(self._letters.values())

    async def claim(self, *, now: datetime, lease: timedelta, token: str) -> Claim | None:
        due = [found for found in self._waiting() if found[2].due <= now]
        if not due:
            return None
        name, id_, waiting = min(due, key=lambda found: found[2].due)
        waiting.due, waiting.token = now + lease, token
        pending = copied(waiting.entries[:MOST_AT_ONCE])
        return Claim(collection=name, entity_id=id_, token=token, pending=pending)

    async def delivered(self, claim: Claim, event_id: str, handler: str) -> None:
        self._edit(claim, event_id, lambda entry: msgspec.structs.replace(entry, done=_with(entry, handler)))

    async def complete(self, claim: Claim, event_id: str) -> None:
        self._edit(claim, event_id, lambda _: None)

    async def release(self, claim: Claim, *, due: datetime) -> None:
        waiting = self._held(claim)
        if waiting is None:
            return
        if waiting.entries:
            waiting.due, waiting.token = due, None
        else:
            del self._collections[claim.collection].outboxes[claim.entity_id]

    async def failed(self, claim: Claim, event_id: str) -> None:
        self._edit(claim, event_id, lambda entry: msgspec.structs.replace(entry, failures=entry.failures + 1))

    async def bury(self, claim: Claim, letter: DeadLetter) -> None:
        if self._held(claim) is not None:
            self._letters.setdefault((letter.event.id, letter.handler), letter)
            await self.delivered(claim, letter.event.id, letter.handler)

    async def backlog(self) -> Backlog:
        waiting = [found[2] for found in self._waiting()]
        return Backlog(len(waiting), min((each.due for each in waiting), default=None))

    def _waiting(self) -> list[tuple[str, str, Waiting]]:
        return [
            (name, id_, waiting)
            for name, collection in self._collections.items()
            for id_, waiting in collection.outboxes.items()
        ]

    def _held(self, claim: Claim) -> Waiting | None:
        waiting = self._collections[claim.collection].outboxes.get(claim.entity_id)
        return waiting if waiting is not None and waiting.token == claim.token else None

    def _edit(self, claim: Claim, event_id: str, change: Callable[[Pending], Pending | None]) -> None:
        waiting = self._held(claim)
        if waiting is not None:
            edited = [change(each) if each.event.id == event_id else each for each in waiting.entries]
            waiting.entries = [each for each in edited if each is not None]


def _with(entry: Pending, handler: str) -> tuple[str, ...]:
    return entry.done if handler in entry.done else (*entry.done, handler)
