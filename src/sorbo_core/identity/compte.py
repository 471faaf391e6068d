"""Compte: an account of staff, or of a visitor."""

from datetime import datetime
from typing import ClassVar, Self

import msgspec

from sorbo_core.identity.errors import CompteErased
from sorbo_core.identity.events import (
    CompteCreated,
    CompteDeactivated,
    CompteEmailChanged,
    ComptePasswordChanged,
    CompteReactivated,
    CompteRecoveryCodeUsed,
    CompteRenamed,
    CompteRoleChanged,
    CompteSecondFactorEnrolled,
    CompteSecondFactorRemoved,
)
from sorbo_core.identity.permissions import ROLES, Role
from sorbo_core.identity.second_factor.factor import Candidate, SecondFactor
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.email_address import EmailAddress
from sorbo_core.shared.entity import Entity
from sorbo_core.shared.personal.blank import ERASED, no_address
from sorbo_core.shared.query import CHOICE, RANGE, Field, Listing, Op, Sort, orders
from sorbo_core.shared.text import Line


class Compte(Entity, frozen=True, kw_only=True):
    """An account: who may log in, and as what.

    Attributes:
        password_hash: in the PHC string format; never leaves the core.
        active: an inactive account cannot log in.
        password_changed_at: since when it has this password, None if it never had another.
        second_factor: what its holder has beside the password, None without one.
        candidate: one that is being set up.
    """

    masked: ClassVar = (
        "email",
        "name",
        "password_hash",
        "password_changed_at",
        "second_factor",
        "candidate",
    )

    email: EmailAddress
    name: Line
    role: Role
    password_hash: str
    active: bool = True
    password_changed_at: datetime | None = None
    second_factor: SecondFactor | None = None
    candidate: Candidate | None = None

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
        return self.changed(
            ComptePasswordChanged(), at=at, password_hash=password_hash, password_changed_at=at
        )

    def with_candidate(self, sealed: str, *, at: datetime) -> Self:
        """Begin to set up a second factor; nothing counts before it is confirmed, so no event tells of it."""
        return msgspec.structs.replace(self, candidate=Candidate(sealed=sealed, begun_at=at), updated_at=at)

    def with_second_factor(self, factor: SecondFactor, *, at: datetime) -> Self:
        """Ask for this second factor from now on."""
        return self.changed(CompteSecondFactorEnrolled(), at=at, second_factor=factor, candidate=None)

    def without_second_factor(self, *, by: str, at: datetime) -> Self:
        """Ask for the password alone; without a second factor nothing changes."""
        if self.second_factor is None:
            return self
        return self.changed(CompteSecondFactorRemoved(by_id=by), at=at, second_factor=None, candidate=None)

    def with_step(self, step: int) -> Self | None:
        """Return the account once the code of a time step was used; None if that, or a later one, was."""
        used = self.second_factor and self.second_factor.after_step(step)
        return msgspec.structs.replace(self, second_factor=used) if used else None

    def with_recovery_code_used(self, hash_: str, *, at: datetime) -> Self | None:
        """Return the account without a recovery code; None if it has no such code left."""
        used = self.second_factor and self.second_factor.after_recovery(hash_)
        if not used:
            return None
        return self.changed(CompteRecoveryCodeUsed(left=len(used.recovery)), at=at, second_factor=used)

    def with_name(self, name: str, *, at: datetime) -> Self:
        """Call the holder by another name; the same one changes nothing.

        Raises:
            Invalid: it is no line of text.
        """
        return self if name == self.name else self.changed(CompteRenamed(), at=at, name=name)

    def with_email(self, email: str, *, link_id: str, at: datetime) -> Self:
        """Give the account another address, which its holder confirmed by a link."""
        return self.changed(CompteEmailChanged(link_id=link_id), at=at, email=email)

    def with_role(self, role: Role, *, by: str, at: datetime) -> Self:
        """Let the holder do other things; the same role changes nothing.

        Raises:
            CompteErased: nobody has the account any more.
        """
        if role is self.role:
            return self
        return self._held().changed(
            CompteRoleChanged(before=self.role, role=role, by_id=by), at=at, role=role
        )

    def deactivate(self, *, by: str, at: datetime) -> Self:
        """Let nobody log in any more; once more changes nothing."""
        return self.changed(CompteDeactivated(by_id=by), at=at, active=False) if self.active else self

    def reactivate(self, *, by: str, at: datetime) -> Self:
        """Let the holder log in again, with the same password; once more changes nothing.

        Raises:
            CompteErased: nobody has the account any more.
        """
        if self.active:
            return self
        return self._held().changed(CompteReactivated(by_id=by), at=at, active=True)

    def forget(self) -> Self:
        """Return the account without its holder; nobody can log in to it."""
        return msgspec.structs.replace(
            self,
            email=no_address(self.id),
            name=ERASED,
            password_hash="",
            active=False,
            second_factor=None,
            candidate=None,
        )

    def _held(self) -> Self:
        if not self.password_hash:
            raise CompteErased
        return self

    def __repr__(self) -> str:
        """Show the account without its password hash."""
        return f"Compte(id={self.id!r}, role={self.role!r})"

    @property
    def leads(self) -> bool:
        """Whether the holder is a super-admin who can log in."""
        return self.active and self.role is Role.SUPER_ADMIN

    @property
    def actor(self) -> Actor:
        """What the holder of this account may do."""
        return Actor(id=self.id, permissions=ROLES[self.role], role=self.role)


COMPTES = Listing(
    fields=(
        Field(name="role", path="role", type=Role, ops=CHOICE),
        Field(name="active", path="active", type=bool, ops=(Op.EQ,)),
        Field(name="createdAt", path="created_at", type=datetime, ops=RANGE),
    ),
    sorts=orders({"createdAt": Sort("created_at", type=datetime)}, "-createdAt"),
)
