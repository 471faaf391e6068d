"""What API keys need from outside."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.shared.ports import Listed


class ApiKeys(Listed[ApiKey], Protocol):
    """All API keys, with their events. ApiKeyNotFound: there is none."""

    @abstractmethod
    async def note_use(self, id: str, *, at: datetime, unless_since: datetime) -> None:
        """Note that a key was used, unless a use since then is noted, or there is no such key.

        It is no new version and no event tells of it. A change of the key that is under way at the
        same moment may undo it.

        Raises:
            Unavailable: the database does not answer.
        """
