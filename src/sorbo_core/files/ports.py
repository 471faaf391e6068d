"""What files need from outside beside storage and inspection."""

from abc import abstractmethod
from collections.abc import Callable, Collection
from typing import Protocol

from sorbo_core.files.stored_file import StoredFile
from sorbo_core.shared.ports import Listed


class StoredFiles(Listed[StoredFile], Protocol):
    """All files, with their events; no two have the same key."""

    @abstractmethod
    async def remove(self, id: str, change: Callable[[StoredFile], StoredFile]) -> None:
        """Take the file away; the events of `change`, which makes its last state, are told.

        Raises:
            FileNotFound: there is none with this id.
        """

    @abstractmethod
    async def keys_among(self, keys: Collection[str]) -> frozenset[str]:
        """Return those of these keys that files have."""
