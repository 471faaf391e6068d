"""Links to files that are not public."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

import msgspec


class FileLink(msgspec.Struct, frozen=True, kw_only=True):
    """A URL that reads a file, and when it is over."""

    url: str
    expires_at: datetime


class FileLinks(Protocol):
    """Makes links to files, for the areas that they belong to: these say who may have one."""

    @abstractmethod
    async def __call__(self, *, id: str) -> FileLink:
        """Return a link that reads the file for a moment, whoever has it.

        Raises:
            NotFound: there is no file with this id, or it was found harmful.
            Unavailable: it waits to be scanned.
        """
