"""LoginSession: somebody logged in on one device, for as long as that lasts."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Self

import msgspec
from msgspec import Meta

from sorbo_core.shared.entity import Entity
from sorbo_core.shared.events import EventData

LONGEST_DEVICE, LONGEST_ADDRESS = 300, 64


class Proof(StrEnum):
    """How it was proven who logs in."""

    PASSWORD = "password"  # noqa: S105 — the name of a proof
    SECOND_FACTOR = "second_factor"


class EndReason(StrEnum):
    """Why a session was ended before its time was over."""

    LOGGED_OUT = "logged_out"
    LOGGED_OUT_EVERYWHERE = "logged_out_everywhere"
    ENDED_BY_HOLDER = "ended_by_holder"
    TOKEN_REUSED = "token_reused"  # noqa: S105 — the name of a reason
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 — idem
    SECOND_FACTOR_CHANGED = "second_factor_changed"
    ROLE_CHANGED = "role_changed"
    COMPTE_CLOSED = "compte_closed"
    ENDED_BY_OPERATOR = "ended_by_operator"


class LoginSessionOpened(EventData, frozen=True, kw_only=True):
    """Somebody logged in."""

    type = "login_session.opened"
    compte_id: Annotated[str, Meta(description="The account.")]


class LoginSessionConfirmed(EventData, frozen=True, kw_only=True):
    """Who is logged in has proven by something more who they are."""

    type = "login_session.confirmed"
    compte_id: Annotated[str, Meta(description="The account.")]
    proof: Annotated[Proof, Meta(description="By what.")]


class LoginSessionEnded(EventData, frozen=True, kw_only=True):
    """A session was ended before its time was over: its tokens are worth nothing from now on."""

    type = "login_session.ended"
    compte_id: Annotated[str, Meta(description="The account.")]
    reason: Annotated[EndReason, Meta(description="Why.")]


class Lifetime(msgspec.Struct, frozen=True, kw_only=True):
    """How long a session lasts: `idle` after its last use, and `longest` in any case."""

    idle: timedelta
    longest: timedelta


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody logs in: what their program says of itself, and the address it asks from."""

    agent: Annotated[str, Meta(max_length=LONGEST_DEVICE)] = ""
    address: Annotated[str, Meta(max_length=LONGEST_ADDRESS)] = ""


class LoginSession(Entity, frozen=True, kw_only=True):
    """A login, and with it the family of the refresh tokens that follow one another.

    Attributes:
        compte_id: whose.
        proofs: how it was proven who it is.
        device: where it was used last.
        last_used_at: when it was opened, or its refresh token was exchanged last.
        idle: how long it may stay unused, in seconds.
        ends_at: when it is over, however it is used.
        over_at: when it is over if nothing more happens, or was.
        ended_because: why it was ended; None while nobody has.
        family_hash: of what all its refresh tokens have in common.
        token_hash: of what the present one has alone.
        previous_hash: of what the one before had.
        salt: what the present one was made with from the one before.
    """

    masked: ClassVar = (
        "compte_id",
        "proofs",
        "device",
        "family_hash",
        "token_hash",
        "previous_hash",
        "salt",
    )

    compte_id: str
    proofs: tuple[Proof, ...]
    device: Device
    last_used_at: datetime
    idle: int
    ends_at: datetime
    over_at: datetime
    ended_because: EndReason | None = None
    family_hash: str
    token_hash: str
    previous_hash: str = ""
    salt: str = ""

    @classmethod
    def opened(
        cls,
        *,
        id: str,
        compte_id: str,
        proofs: tuple[Proof, ...],
        device: Device,
        hashes: tuple[str, str],
        lifetime: Lifetime,
        at: datetime,
    ) -> Self:
        """Open a session; `hashes` are those of the family and of the first token."""
        blank = cls(
            id=id,
            created_at=at,
            updated_at=at,
            compte_id=compte_id,
            proofs=proofs,
            device=device,
            last_used_at=at,
            idle=int(lifetime.idle.total_seconds()),
            ends_at=at + lifetime.longest,
            over_at=at + min(lifetime.idle, lifetime.longest),
            family_hash=hashes[0],
            token_hash=hashes[1],
        )
        return blank.changed(LoginSessionOpened(compte_id=compte_id), at=at)

    def is_alive(self, at: datetime) -> bool:
        """Tell whether its tokens are worth something then."""
        return self.ended_because is None and at < self.over_at

    def over_when_used(self, at: datetime) -> datetime:
        """Return when it is over if it is used now, and then no more."""
        return min(self.ends_at, at + timedelta(seconds=self.idle))

    def proven(self, proof: Proof, *, at: datetime) -> Self:
        """Note that its holder has proven by this as well who they are; once more changes nothing."""
        if proof in self.proofs:
            return self
        data = LoginSessionConfirmed(compte_id=self.compte_id, proof=proof)
        return self.changed(data, at=at, proofs=(*self.proofs, proof))

    def ended(self, reason: EndReason, *, at: datetime) -> Self:
        """End it; one that is over stays as it is."""
        if not self.is_alive(at):
            return self
        data = LoginSessionEnded(compte_id=self.compte_id, reason=reason)
        return self.changed(data, at=at, over_at=at, ended_because=reason)

    def __repr__(self) -> str:
        """Show the session without its hashes, device and address."""
        return f"LoginSession(id={self.id!r}, compte_id={self.compte_id!r})"
