"""Several changes at once in memory: made on copies, which take the place of what is kept together."""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Protocol, TypeVar

import msgspec

from sorbo_adapters.memory.store.queries import Document
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.ports import UnitOfWork

T = TypeVar("T")

_MOST_ATTEMPTS = 100


class State(msgspec.Struct, kw_only=True):
    """What a collection holds.

    Attributes:
        documents: every entity by its id.
        versions: those before, by id and number, where the collection keeps them.
        writes: how many there were.
        after: what is to be done once this is what is kept.
    """

    documents: dict[str, Document] = {}
    versions: dict[str, dict[int, Document]] = {}
    writes: int = 0
    after: list[Callable[[], None]] = []

    def copy(self) -> "State":
        """Return one that can be changed apart. Documents are replaced and never changed in place."""
        versions = {id_: dict(numbers) for id_, numbers in self.versions.items()}
        return State(documents=dict(self.documents), versions=versions, writes=self.writes)


class Staged(Protocol):
    """A collection whose state can be exchanged."""

    kept: State


class Stage:
    """What one unit of work sees and has written, and nobody else sees."""

    def __init__(self) -> None:
        self._states: dict[int, tuple[Staged, State, int]] = {}

    def of(self, collection: Staged) -> State:
        """Return the state of a collection as the work sees it."""
        if id(collection) not in self._states:
            kept = collection.kept
            self._states[id(collection)] = (collection, kept.copy(), kept.writes)
        return self._states[id(collection)][1]

    def commit(self) -> bool:
        """Keep all that was written; or nothing, where others wrote to the same collection meanwhile."""
        written = [each for each in self._states.values() if each[1].writes != each[2]]
        if any(collection.kept.writes != before for collection, _, before in written):
            return False
        for collection, state, _ in written:
            after, state.after = state.after, []
            collection.kept = state
            for act in after:
                act()
        return True


_STAGE: ContextVar[Stage | None] = ContextVar("memory_stage", default=None)


def stage() -> Stage | None:
    """Return the stage on which the work here goes on; None outside of any."""
    return _STAGE.get()


class MemoryUnitOfWork(UnitOfWork):
    """Runs work on copies, and again where others wrote to the same collections meanwhile."""

    async def run(self, work: Callable[[], Awaitable[T]]) -> T:
        for _ in range(_MOST_ATTEMPTS):
            on = Stage()
            outside = _STAGE.set(on)
            try:
                result = await work()
            finally:
                _STAGE.reset(outside)
            if on.commit():
                return result
            await asyncio.sleep(0)
        raise Unavailable(part="database")
