"""Compte: an account of staff."""

from datetime import datetime
from typing import Annotated, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.identity.permissions import ROLES, Role
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.events import EventData
from sorbo_core.shared.personal.blank import ERASED, no_address
from sorbo_core.shared.text import Line


class CompteCreated(EventData, frozen=True, kw_only=True):
    """Somebody was given an account."""

    type = "compte.created"
    role: Annotated[Role, Meta(description="What its holder may do.")]


class ComptePasswordChanged(EventData, frozen=True, kw_only=True):
    """The account has another password."""

    type = "compte.password_changed"


class Compte(Entity, frozen=True, kw_only=True):
    """An account: who may log in, and as what.

    Attributes:
        password_hash: in the PHC string format; never leaves the core.
        active: an inactive account cannot log in.
    """

    masked: ClassVar = ("email", "name", "password_hash")

    email: EmailAddress
    name: Line
    role: Role
    password_hash: str
    active: bool = True

    @classmethod
    def opened(cls, *, id: str, email: str, name: str, role: Role, password_hash: str, at: datetime) -> Self:
        """Open an account.

        Raises:
            Invalid: a field breaks its rule.
        """
        blank = cls(
            id=id,
            created_at=at,
            updated_at=at,
            email=email,
            name=name,
            role=role,
            password_hash=password_hash,
        )
        return blank.changed(CompteCreated(role=role), at=at)

    def with_password(self, password_hash: str, *, at: datetime) -> Self:
        """Give the account another password."""
        return self.changed(ComptePasswordChanged(), at=at, password_hash=password_hash)

    def forget(self) -> Self:
        """Return the account without its holder; nobody can log in to it."""
        return msgspec.structs.replace(
            self, email=no_address(self.id), name=ERASED, password_hash="", active=False
        )

    def __repr__(self) -> str:
        """Show the account without its password hash."""
        return f"Compte(id={self.id!r}, role={self.role!r})"

    @property
    def actor(self) -> Actor:
        """What the holder of this account may do."""
        return Actor(id=self.id, permissions=ROLES[self.role], role=self.role)
