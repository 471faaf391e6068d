"""Where answers are kept: in the process, and in a store that processes share."""

from abc import abstractmethod
from collections.abc import Collection
from typing import Generic, Protocol, TypeVar

import msgspec

from sorbo_core.shared.caching.tags import Tags

V = TypeVar("V")


class Kept(msgspec.Struct, Generic[V], frozen=True, kw_only=True):
    """An answer that is kept.

    Attributes:
        value: the answer.
        tags: what it is made from.
        made_at: when its making began, in seconds of the Unix clock.
    """

    value: V
    tags: Tags
    made_at: float


class ProcessTier(Protocol[V]):
    """Answers kept in this process, as many as there is room for. Nothing here waits."""

    @property
    @abstractmethod
    def mark(self) -> int:
        """What `put` asks for: taken before an answer is made, or asked for elsewhere."""

    @abstractmethod
    def get(self, key: str) -> Kept[V] | None:
        """Return what is kept under this key, however old, unless a tag of it was invalidated."""

    @abstractmethod
    def put(self, key: str, kept: Kept[V], *, mark: int) -> None:
        """Keep an answer, unless one of its tags was invalidated after the mark, or it is too large.

        What was kept longest without being asked for makes room.
        """

    @abstractmethod
    def invalidate(self, tags: Collection[str]) -> None:
        """Forget what is made from any of these, and what is being made from them now."""

    @abstractmethod
    def clear(self) -> None:
        """Forget everything, and what is being made now."""


class Looked(msgspec.Struct, Generic[V], frozen=True):
    """What a shared tier said: what it keeps, or None, and the mark for `put`."""

    kept: Kept[V] | None
    mark: int


class SharedTier(Protocol[V]):
    """Answers that all processes share."""

    @abstractmethod
    async def look(self, key: str) -> Looked[V]:
        """Return what is kept under this key, unless a tag of it was invalidated after its mark.

        Raises:
            Unavailable: the store cannot be reached.
        """

    @abstractmethod
    async def put(self, key: str, kept: Kept[V], *, mark: int, seconds: float) -> None:
        """Keep an answer for so long, unless one of its tags was invalidated after the mark.

        Raises:
            Unavailable: the store cannot be reached; it may be kept nevertheless.
        """

    @abstractmethod
    async def invalidate(self, tags: Collection[str]) -> None:
        """Forget what is made from any of these, in the store and in every process.

        Raises:
            Unavailable: the store cannot be reached.
        """

    @abstractmethod
    async def invalidate_all(self) -> None:
        """Forget everything that the store keeps, and what is being made now. Processes are not told.

        Raises:
            Unavailable: the store cannot be reached.
        """
