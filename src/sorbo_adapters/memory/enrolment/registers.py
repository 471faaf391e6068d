"""Registers in memory."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sorbo_adapters.memory.store.collection import MemoryCollection
from sorbo_core.catalogue.enrolment.errors import RegisterNotFound
from sorbo_core.catalogue.enrolment.place import Place, SeatRequest
from sorbo_core.catalogue.enrolment.ports import Occupancy, Registers
from sorbo_core.catalogue.enrolment.register import Register


class MemoryRegisters(MemoryCollection[Register], Registers):
    """Registers in memory."""

    def __init__(self) -> None:
        super().__init__("registers", Register, missing=RegisterNotFound)

    async def enrol(self, id: str, request: SeatRequest, *, at: datetime) -> Place:
        await self.update(id, lambda register: register.swept(at=at))
        register = await self.update(id, lambda register: register.enrol(request, at=at))
        return register.place_for(request) or register.places[-1]

    async def occupancy(self, ids: Collection[str]) -> Mapping[str, Occupancy]:
        registers = [await self.get(id_) for id_ in ids if self.holds(id_)]
        return {
            each.id: Occupancy(taken=each.taken, waiting=each.waiting, revision=each.last_event)
            for each in registers
        }

    async def due(self, now: datetime, *, limit: int) -> tuple[str, ...]:
        registers = [self._decoded(document) for document in self._documents.values()]
        overdue = [
            (each.next_expiry, each.id)
            for each in registers
            if each.next_expiry is not None and each.next_expiry <= now
        ]
        return tuple(id_ for _, id_ in sorted(overdue)[:limit])
