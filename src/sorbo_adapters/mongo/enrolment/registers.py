"""Registers in MongoDB."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import ClassVar

import msgspec
from pymongo import ReturnDocument

from sorbo_adapters.mongo.enrolment.pipeline import appending, room_for
from sorbo_adapters.mongo.store.client import Database
from sorbo_adapters.mongo.store.collection import MongoCollection
from sorbo_adapters.mongo.store.errors import translated
from sorbo_adapters.mongo.store.index import OUTBOX, Index
from sorbo_core.catalogue.enrolment.errors import RegisterNotFound
from sorbo_core.catalogue.enrolment.place import Place, SeatRequest
from sorbo_core.catalogue.enrolment.ports import Occupancy, Registers
from sorbo_core.catalogue.enrolment.register import Register
from sorbo_core.shared.errors import Unavailable

_MOST_ATTEMPTS = 16
_AT_ONCE = 4
_LONGEST_WAIT_S = 5.0


class MongoRegisters(MongoCollection[Register], Registers):
    """Registers in MongoDB.

    Enrolling is one conditional update, so that any number of writers queue on the document instead
    of racing for its version. What rarely happens goes through `update`.
    """

    name: ClassVar = "registers"
    indexes: ClassVar[tuple[Index, ...]] = (Index(name="next_expiry", paths=("next_expiry",)), OUTBOX)

    def __init__(self, database: Database) -> None:
        super().__init__(database, Register, missing=RegisterNotFound)
        # More would be in one another's way in the server. Here they wait in order, and the time
        # limit of an operation begins when it is their turn.
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def enrol(self, id: str, request: SeatRequest, *, at: datetime) -> Place:
        for _ in range(_MOST_ATTEMPTS):
            place = await self._append(id, request, at)
            if place is not None:
                return place
            # Whatever kept it from a place: a hold that has run out, a place it has, or a refusal.
            register = await self.update(id, lambda current: current.swept(at=at))
            place = register.place_for(request)
            if place is not None:
                return place
            register.admit(request, at=at)
        raise Unavailable(part="database")

    async def occupancy(self, ids: Collection[str]) -> Mapping[str, Occupancy]:
        shown = {"taken": True, "waiting": True, "revision": "$last_event"}
        with translated():
            found = await self._collection.find({"_id": {"$in": list(ids)}}, shown).to_list()
        return {document["_id"]: msgspec.convert(document, Occupancy) for document in found}

    async def due(self, now: datetime, *, limit: int) -> tuple[str, ...]:
        with translated():
            found = await self._collection.find(
                {"next_expiry": {"$lte": now}}, {"_id": True}, sort=[("next_expiry", 1)], limit=limit
            ).to_list()
        return tuple(document["_id"] for document in found)

    async def _append(self, id: str, request: SeatRequest, at: datetime) -> Place | None:
        """Give the request a place unless something is to be settled or refused first."""
        async with self._turn():
            document = await self._collection.find_one_and_update(
                {"_id": {"$eq": id}, **room_for(request, at)},
                appending(request, at),
                projection={"places": {"$elemMatch": {"id": {"$eq": request.id}}}},
                return_document=ReturnDocument.AFTER,
            )
        return msgspec.convert(document["places"][0], Place) if document is not None else None

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Wait for one's turn to write.

        Raises:
            Unavailable: it did not come in time, or as `translated`.
        """
        try:
            async with asyncio.timeout(_LONGEST_WAIT_S):
                await self._turns.acquire()
        except TimeoutError:
            raise Unavailable(part="database") from None
        try:
            with translated():
                yield
        finally:
            self._turns.release()
