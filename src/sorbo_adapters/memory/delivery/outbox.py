"""The outboxes of entities in memory."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

import msgspec

from sorbo_adapters.memory.store.collection import MemoryCollection, Waiting, copied
from sorbo_adapters.memory.store.queries import Document, encoded, page_of
from sorbo_core.delivery.dead_letter import DeadLetter, DeadLetterNotFound
from sorbo_core.delivery.ports import Backlog, Claim, DeliveryDesk, LetterStore, Outbox, Pending, Ticket
from sorbo_core.shared.query import ListQuery, Page

MOST_AT_ONCE = 20


class MemoryOutbox(Outbox, DeliveryDesk, LetterStore):
    """The events that wait in these collections, and the letters that could not be delivered."""

    def __init__(self, collections: Iterable[MemoryCollection[Any]]) -> None:
        self._collections = {each.name: each for each in collections}
        self._letters: dict[str, Document] = {}

    @property
    def letters(self) -> tuple[DeadLetter, ...]:
        """What was given up so far."""
        return tuple(map(_decoded, self._letters.values()))

    async def lease(self, *, now: datetime, until: datetime, token: str, most: int) -> Ticket | None:
        due = sorted(
            (found for found in self._waiting() if found[2].due <= now), key=lambda found: found[2].due
        )
        if not due:
            return None
        collection = due[0][0]
        taken = [(id_, waiting) for name, id_, waiting in due[:most] if name == collection]
        for _, waiting in taken:
            waiting.due, waiting.token = until, token
        return Ticket(collection=collection, token=token, entity_ids=tuple(id_ for id_, _ in taken))

    async def resume(self, ticket: Ticket, *, until: datetime, token: str) -> tuple[Claim, ...]:
        outboxes = self._collections[ticket.collection].outboxes
        claims = []
        for id_ in ticket.entity_ids:
            waiting = outboxes.get(id_)
            if waiting is not None and waiting.token == ticket.token:
                waiting.due, waiting.token = until, token
                pending = copied(waiting.entries[:MOST_AT_ONCE])
                claims.append(
                    Claim(collection=ticket.collection, entity_id=id_, token=token, pending=pending)
                )
        return tuple(claims)

    async def delivered(self, claim: Claim, event_id: str, handler: str) -> None:
        waiting = self._held(claim)
        if waiting is not None:
            waiting.entries = [
                _with(each, handler) if each.event.id == event_id else each for each in waiting.entries
            ]

    async def settle(
        self, claim: Claim, *, completed: Collection[str] = (), failed: str | None = None, due: datetime
    ) -> None:
        waiting = self._held(claim)
        if waiting is None:
            return
        left = [each for each in waiting.entries if each.event.id not in completed]
        waiting.entries = [_failed_again(each) if each.event.id == failed else each for each in left]
        waiting.due, waiting.token = due, None
        if not left:
            del self._collections[claim.collection].outboxes[claim.entity_id]

    async def bury(self, claim: Claim, letter: DeadLetter) -> None:
        if self._held(claim) is not None:
            self._letters.setdefault(letter.id, encoded(letter))
            await self.delivered(claim, letter.event.id, letter.handler)

    async def backlog(self) -> Backlog:
        waiting = [found[2] for found in self._waiting()]
        oldest = min((each.due for each in waiting), default=None)
        return Backlog(len(waiting), oldest, len(self._letters))

    async def dead_letters(self, query: ListQuery) -> Page[DeadLetter]:
        return page_of(self._letters.values(), query, _decoded)

    async def requeue(self, letter_id: str, *, now: datetime) -> None:
        document = self._letters.get(letter_id)
        if document is None:
            raise DeadLetterNotFound
        letter = _decoded(document)
        collection = self._collections[letter.collection]
        if not collection.holds(letter.event.entity_id):
            raise DeadLetterNotFound
        del self._letters[letter_id]
        self._put_back(letter, collection.outboxes, now)

    async def about(self, entity_ids: Collection[str]) -> tuple[DeadLetter, ...]:
        return tuple(each for each in self.letters if each.event.entity_id in entity_ids)

    async def discard_about(self, entity_ids: Collection[str]) -> int:
        return self._discard(lambda letter: letter.event.entity_id in entity_ids)

    async def forget(self, *, before: datetime) -> int:
        return self._discard(lambda letter: letter.buried_at < before)

    def _discard(self, condition: Callable[[DeadLetter], bool]) -> int:
        found = [each.id for each in self.letters if condition(each)]
        for id_ in found:
            del self._letters[id_]
        return len(found)

    def _put_back(self, letter: DeadLetter, outboxes: dict[str, Waiting], now: datetime) -> None:
        entries = outboxes.setdefault(letter.event.entity_id, Waiting(due=now)).entries
        for number, entry in enumerate(entries):
            if entry.event.id == letter.event.id:
                entries[number] = _reopened(entry, letter.handler)
                return
        entries.append(Pending(event=letter.event, only=(letter.handler,)))

    def _waiting(self) -> list[tuple[str, str, Waiting]]:
        return [
            (name, id_, waiting)
            for name, collection in self._collections.items()
            for id_, waiting in collection.outboxes.items()
        ]

    def _held(self, claim: Claim) -> Waiting | None:
        waiting = self._collections[claim.collection].outboxes.get(claim.entity_id)
        return waiting if waiting is not None and waiting.token == claim.token else None


def _with(entry: Pending, handler: str) -> Pending:
    return entry if handler in entry.done else msgspec.structs.replace(entry, done=(*entry.done, handler))


def _failed_again(entry: Pending) -> Pending:
    return msgspec.structs.replace(entry, failures=entry.failures + 1)


def _decoded(document: Document) -> DeadLetter:
    return msgspec.convert(document, DeadLetter)


def _reopened(entry: Pending, handler: str) -> Pending:
    done = tuple(name for name in entry.done if name != handler)
    only = (*entry.only, handler) if entry.only and handler not in entry.only else entry.only
    return msgspec.structs.replace(entry, done=done, only=only, failures=0)
