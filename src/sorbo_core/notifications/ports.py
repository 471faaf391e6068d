"""What the notification centre needs from outside."""

from abc import abstractmethod
from collections.abc import Collection
from datetime import datetime
from typing import Protocol

import msgspec

from sorbo_core.notifications.notification import Notification
from sorbo_core.notifications.preferences import Preferences
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.ports import Listed


class Notifications(Listed[Notification], Protocol):
    """What everybody has been told. Two with one id tell one person of the same event."""

    @abstractmethod
    async def count_unread(self, recipient_id: str) -> int:
        """Return how many the notification centre shows this person that they have not seen."""

    @abstractmethod
    async def read_all(self, recipient_id: str, *, at: datetime) -> int:
        """Mark all that the notification centre shows this person as seen; return how many were not."""

    @abstractmethod
    async def forget(self, *, before: datetime) -> int:
        """Delete what was made before an instant, seen or not; return how many."""


class Digests(Protocol):
    """What waits to be told in a daily digest: unseen, chosen for the digest, and in none so far."""

    @abstractmethod
    async def recipients(self, *, due: datetime) -> tuple[str, ...]:
        """Return by id whom the digest that is due then concerns.

        Something made before `due` waits for them, and no digest of that day (UTC) told them
        anything.
        """

    @abstractmethod
    async def waiting(self, recipient_id: str, *, due: datetime, limit: int) -> tuple[Notification, ...]:
        """Return what waits for this person and was made before `due`, the oldest first."""

    @abstractmethod
    async def told(self, ids: Collection[str], *, due: datetime) -> None:
        """Record that these have been told in the digest that was due then."""


class PreferencesStore(Protocol):
    """Everybody's preferences."""

    @abstractmethod
    async def of(self, compte_id: str) -> Preferences | None:
        """Return what this person chose, None if they never did."""

    @abstractmethod
    async def save(self, preferences: Preferences) -> Preferences:
        """Store preferences over those of the same version (0: none are stored); return the next version.

        Raises:
            Stale: another version is stored.
        """


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """The holder of an active account: where mails go, and what they may do now."""

    id: str
    email: str
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        """Tell whether the person holds the permission."""
        return permission in self.permissions


class Recipients(Protocol):
    """Who can be told."""

    @abstractmethod
    async def who_may(self, permission: Permission) -> tuple[Recipient, ...]:
        """Return everybody with an active account who holds the permission, by id."""

    @abstractmethod
    async def find(self, compte_id: str) -> Recipient | None:
        """Return the holder of this account if it is active, else None."""
