"""Where the bytes of files are: objects under keys, whole or not at all."""

from abc import abstractmethod
from collections.abc import AsyncIterable, AsyncIterator
from datetime import datetime, timedelta
from typing import Annotated, Protocol

import msgspec
from msgspec import Meta

Key = Annotated[str, Meta(max_length=200, pattern=r"^[a-z0-9][a-z0-9_.-]*(/[a-z0-9][a-z0-9_.-]*)*$(?!\n)")]
"""Segments of lower-case letters, digits, `_`, `-` and `.`, as any storage takes them; no visitor's name."""


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """What a storage knows of an object.

    Attributes:
        size: in bytes.
        modified_at: when it was written, UTC, to the second at least.
    """

    key: str
    size: int
    modified_at: datetime


class Storage(Protocol):
    """Objects under keys. What is put is there whole, or not at all: no reader ever meets a half of it.

    Every method raises Unavailable when the storage does not answer.
    """

    @abstractmethod
    async def put(self, key: str, chunks: AsyncIterable[bytes], *, media_type: str) -> Stored:
        """Store an object, in place of one that was there, holding no more than some megabytes of it at once.

        What `chunks` raises is passed on, and nothing is stored.
        """

    @abstractmethod
    async def head(self, key: str) -> Stored:
        """Return what is known of an object.

        Raises:
            ObjectMissing: there is none.
        """

    @abstractmethod
    async def read(self, key: str, *, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """Return the bytes of an object from `start` to before `end`, in chunks of at most a megabyte or so.

        Raises:
            ObjectMissing: there is none; before the first chunk.
        """

    @abstractmethod
    async def delete(self, key: str) -> None:
        """Remove an object; one that is not there is no error."""

    @abstractmethod
    def list(self, prefix: str, *, after: str | None = None) -> AsyncIterator[Stored]:
        """Return the objects whose key begins with `prefix`, by key, those after a key only."""


class DirectAccess(Protocol):
    """What a storage has that lets others read and write objects without us, by links that expire."""

    @abstractmethod
    async def link_to_read(self, key: str, *, expires: timedelta, name: str, media_type: str) -> str:
        """Return a URL that reads an object, as a download of this name."""

    @abstractmethod
    async def link_to_write(self, key: str, *, expires: timedelta, size: int, media_type: str) -> str:
        """Return a URL to which one PUT writes an object of this size and type."""
