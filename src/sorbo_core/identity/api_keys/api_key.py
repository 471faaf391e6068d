"""ApiKey: what a program of somebody's logs in with."""

from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Self

from msgspec import Meta

from sorbo_core.identity.api_keys.key_text import shown
from sorbo_core.identity.events import By
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.events import EventData
from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Sort, orders
from sorbo_core.shared.text import Line

WARNED_BEFORE = timedelta(days=7)
"""So long before a key expires its holder is told."""

_Holder = Annotated[str, Meta(description="The compte whose key it is.")]


class ApiKeyCreated(EventData, frozen=True, kw_only=True):
    """Somebody has made a key for a program."""

    type = "api_key.created"
    compte_id: _Holder


class ApiKeyRevoked(EventData, frozen=True, kw_only=True):
    """The key is worth nothing from now on."""

    type = "api_key.revoked"
    compte_id: _Holder
    by_id: By


class ApiKeyExpiryAnnounced(EventData, frozen=True, kw_only=True):
    """The key expires within a week, and its holder is told."""

    type = "api_key.expiry_announced"
    compte_id: _Holder


class ApiKey(Entity, frozen=True, kw_only=True):
    """A key that a program sends in place of a login.

    Attributes:
        compte_id: whose; it may never do more than they may, and nothing once they may not log in.
        name: what the holder calls it.
        hash: of the secret; the secret itself is kept nowhere.
        scopes: what it was made for, of what its holder may do.
        expires_at: when it is over, however it is used.
        over_at: when it is over, or was: that, or when it was revoked.
        revoked_at: when it was; None while nobody has.
        warned_at: when its holder was told that it expires.
        last_used_at: to the minute; no write of the entity, so that a read with the key is none.
    """

    masked: ClassVar = ("compte_id", "hash", "name")

    compte_id: str
    name: Line
    hash: str
    scopes: tuple[Permission, ...]
    expires_at: datetime
    over_at: datetime
    revoked_at: datetime | None = None
    warned_at: datetime | None = None
    last_used_at: datetime | None = None

    @classmethod
    def issued(
        cls,
        *,
        id: str,
        compte_id: str,
        name: str,
        hash: str,
        scopes: frozenset[Permission],
        expires_at: datetime,
        longest: timedelta,
        at: datetime,
    ) -> Self:
        """Make a key.

        Raises:
            Invalid: the name breaks its rule, there is no scope, or it expires too late or has already.
        """
        if not scopes:
            raise Invalid(Violation("/scopes", "too_short", {"min": 1}))
        if expires_at <= at:
            raise Invalid(Violation("/expiresAt", "not_in_the_future"))
        if expires_at > at + longest:
            raise Invalid(Violation("/expiresAt", "period_too_long", {"max": longest.days}))
        blank = cls(
            id=id,
            created_at=at,
            updated_at=at,
            compte_id=compte_id,
            name=name,
            hash=hash,
            scopes=tuple(sorted(scopes)),
            expires_at=expires_at,
            over_at=expires_at,
        )
        return blank.changed(ApiKeyCreated(compte_id=compte_id), at=at)

    def is_good(self, at: datetime) -> bool:
        """Tell whether it can be used then."""
        return at < self.over_at

    def revoke(self, *, by: str, at: datetime) -> Self:
        """Make it worth nothing; one that is over stays as it is."""
        if not self.is_good(at):
            return self
        data = ApiKeyRevoked(compte_id=self.compte_id, by_id=by)
        return self.changed(data, at=at, over_at=at, revoked_at=at)

    def warn(self, *, at: datetime) -> Self:
        """Have its holder told, once, that it expires; of a key for a few days they know."""
        soon = self.expires_at - at <= WARNED_BEFORE
        is_brief = self.expires_at - self.created_at <= WARNED_BEFORE
        if self.warned_at is not None or is_brief or not soon or not self.is_good(at):
            return self
        data = ApiKeyExpiryAnnounced(compte_id=self.compte_id)
        return self.changed(data, at=at, warned_at=at)

    @property
    def prefix(self) -> str:
        """What the key begins with, which may be shown."""
        return shown(self.id)

    def __repr__(self) -> str:
        """Show the key without its hash."""
        return f"ApiKey(id={self.id!r}, compte_id={self.compte_id!r})"


_SORTS = orders({"createdAt": Sort("created_at", type=datetime)}, "-createdAt")
_HOLDER = Field(name="compteId", path="compte_id", type=str, ops=CHOICE)
_CREATED = Field(name="createdAt", path="created_at", type=datetime, ops=RANGE)

API_KEYS = Listing(fields=(_HOLDER, _CREATED), sorts=_SORTS)
OWN_API_KEYS = Listing(fields=(_CREATED,), sorts=_SORTS)
"""As `API_KEYS`, of one holder."""
