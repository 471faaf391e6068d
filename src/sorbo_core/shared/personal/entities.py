"""What entities of one kind hold of people, found and forgotten as it is declared."""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.errors import NotFound
from sorbo_core.shared.personal.holding import BATCH, Holding
from sorbo_core.shared.personal.ports import Erased, Forgettable, Person, PersonalData, Record
from sorbo_core.shared.query import Filter, ListQuery, Op

E = TypeVar("E", bound=Entity)


class EntitiesHeld(PersonalData, Generic[E]):
    """Personal data of entities.

    Args:
        holding: what they hold of people.
        repository: where they are.
    """

    def __init__(self, *, holding: Holding[E], repository: Forgettable[E]) -> None:
        self._holding = holding
        self._repository = repository

    async def held(self, person: Person) -> tuple[Record, ...]:
        """Return them, as `PersonalData.held` promises."""
        found = await self._all_of(person)
        return tuple(Record(id=each.id, data=self._shown(each, person.address)) for each in found)

    async def erase(self, person: Person, *, at: datetime) -> Erased:
        """Erase them, as `PersonalData.erase` promises."""
        found = await self._all_of(person)
        needed = self._holding.needed or _never
        kept = {each.id: why for each in found if (why := needed(each)) is not None}
        for each in found:
            if each.id not in kept:
                await self._forget(each, person.address, at)
        done = len(found) - len(kept)
        reasons = tuple(dict.fromkeys(kept.values()))
        if self._holding.forget is None:
            return Erased(deleted=done, kept=reasons)
        return Erased(blanked=done, kept=reasons)

    async def expire(self, *, at: datetime) -> int:
        """Let go of those whose period is over."""
        done = 0
        for period in self._holding.kept:
            query = period.over(at)
            while query is not None:
                page = await self._repository.list(query)
                for each in page.items:
                    await self._let_go(each, at)
                done += len(page.items)
                if page.next is None:
                    break
        return done

    async def _forget(self, entity: E, address: str, at: datetime) -> None:
        """Erase what an entity holds of an address."""
        forget = self._holding.forget
        if forget is None:
            await self._repository.discard(entity.id)
            return
        with suppress(NotFound):
            await self._repository.update(entity.id, lambda current: forget(current, address, at))

    async def _let_go(self, entity: E, at: datetime) -> None:
        """Erase an entity whose period is over, unless somebody has just changed it: it begins anew."""
        forget = self._holding.forget
        if forget is None:
            await self._repository.discard(entity.id, version=entity.version)
            return
        with suppress(NotFound):
            await self._repository.update(
                entity.id,
                lambda current: forget(current, None, at) if current.version == entity.version else current,
            )

    def _shown(self, entity: E, address: str) -> dict[str, Any]:
        shown = self._holding.shown
        data: dict[str, Any] = msgspec.to_builtins(shown(entity, address) if shown else entity)
        for name in (*self._holding.secrets, "events", "last_event", "version"):
            data.pop(name, None)
        return data

    async def _all_of(self, person: Person) -> list[E]:
        found = {each.id: each async for each in self._each_of(person)}
        return list(found.values())

    async def _each_of(self, person: Person) -> AsyncIterator[E]:
        for condition in self._conditions(person):
            query = ListQuery(filters=(condition,), limit=BATCH)
            while True:
                page = await self._repository.list(query)
                for each in page.items:
                    yield each
                if page.next is None:
                    break
                query = msgspec.structs.replace(query, after=page.next)

    def _conditions(self, person: Person) -> list[Filter]:
        by_address = [Filter(sought.path, sought.op, person.address) for sought in self._holding.addresses]
        refers = self._holding.refers
        if refers is None:
            return by_address
        return [*by_address, *(Filter(refers, Op.EQ, id_) for id_ in sorted(person.ids))]


def _never(_: object) -> None:
    return None
