"""Where the bytes of files are: objects under keys, whole or not at all."""

import re
from abc import abstractmethod
from collections.abc import AsyncIterable, AsyncIterator
from datetime import datetime, timedelta
from typing import Annotated, Protocol

import msgspec
from msgspec import Meta

Key = Annotated[str, Meta(max_length=200, pattern=r"^[a-z0-9][a-z0-9_.-]*(/[a-z0-9][a-z0-9_.-]*)*$(?!\n)")]
"""Segments of lower-case letters, digits, `_`, `-` and `.`, as any storage takes them; no visitor's name.

No key goes on where another ends: next to `a/b` there is no `a/b/c`, which folders could not hold.
"""

_PREFIX = re.compile(r"([a-z0-9][a-z0-9_.-]*(/[a-z0-9][a-z0-9_.-]*)*/?)?")


def checked_key(key: str) -> str:
    """Return the key; adapters ask for this before they go anywhere with it.

    Raises:
        ValueError: it is none: whoever made it made a mistake.
    """
    try:
        return msgspec.convert(key, Key)
    except msgspec.ValidationError as error:
        message = f"no key of an object: {key!r}"
        raise ValueError(message) from error


def checked_prefix(prefix: str) -> str:
    """Return what keys may begin with.

    Raises:
        ValueError: none does.
    """
    if not _PREFIX.fullmatch(prefix):
        message = f"no key begins with {prefix!r}"
        raise ValueError(message)
    return prefix


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

    Every method raises Unavailable when the storage does not answer, within some seconds, and ValueError for
    what is no `Key`.
    """

    @abstractmethod
    async def put(self, key: str, chunks: AsyncIterable[bytes], *, media_type: str) -> Stored:
        """Store an object, in place of one that was there, holding no more than some megabytes of it at once.

        Once this returns, the object survives a crash of the storage. What `chunks` raises is passed on, and
        nothing is stored.
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

        Where the object ends before, so do they; an object that is replaced meanwhile is read as it was, or
        Unavailable ends the reading.

        Raises:
            ObjectMissing: there is none; before the first chunk.
        """

    @abstractmethod
    async def delete(self, key: str) -> None:
        """Remove an object; one that is not there is no error."""

    @abstractmethod
    def list(self, prefix: str, *, after: str | None = None) -> AsyncIterator[Stored]:
        """Return the objects whose key begins with `prefix`, by key, those after a key only.

        What is put or deleted meanwhile may be among them or not.
        """


class DirectAccess(Protocol):
    """What a storage has that lets others read and write objects without us, by links that expire."""

    @abstractmethod
    async def link_to_read(self, key: str, *, expires: timedelta, name: str, media_type: str) -> str:
        """Return a URL that reads an object, as a download of this name."""

    @abstractmethod
    async def link_to_write(self, key: str, *, expires: timedelta, size: int, media_type: str) -> str:
        """Return a URL to which one PUT writes an object that is not there yet.

        The PUT carries `Content-Type` and `Content-Length` as given here, and `If-None-Match: *`; with others
        it is refused.
        """


async def answer(storage: Storage) -> None:
    """Return once the storage has answered.

    Raises:
        Unavailable: it does not.
    """
    # Not by looking for an object: one is missing from a bucket that is missing, too.
    async for _ in storage.list("nothing/"):
        return
