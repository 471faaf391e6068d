"""SecondFactor: what the holder of an account has, beside the password that they know."""

from datetime import datetime, timedelta
from typing import Self

import msgspec

BEGUN_FOR = timedelta(minutes=15)
"""For so long a second factor that was begun can be confirmed."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A second factor that is being set up: a sealed secret, and since when."""

    sealed: str
    begun_at: datetime

    def is_open(self, at: datetime) -> bool:
        """Tell whether it can be confirmed then."""
        return at < self.begun_at + BEGUN_FOR

    def __repr__(self) -> str:
        """Show the candidate without its secret."""
        return "Candidate()"


class SecondFactor(msgspec.Struct, frozen=True, kw_only=True):
    """An authenticator (RFC 6238), and codes on paper for when it is lost.

    Attributes:
        sealed: the secret that the authenticator has as well; nobody reads it without the setting's key.
        since: when it was set up.
        last_step: the time step of the last code that was accepted; no code up to it is, ever.
        recovery: hashes of the recovery codes that are left.
    """

    sealed: str
    since: datetime
    last_step: int
    recovery: tuple[str, ...]

    def after_step(self, step: int) -> Self | None:
        """Return it once the code of a step was accepted; None for one that has to be refused."""
        return msgspec.structs.replace(self, last_step=step) if step > self.last_step else None

    def after_recovery(self, hash_: str) -> Self | None:
        """Return it without a recovery code; None where it has no such code left."""
        left = tuple(each for each in self.recovery if each != hash_)
        return msgspec.structs.replace(self, recovery=left) if len(left) < len(self.recovery) else None

    def __repr__(self) -> str:
        """Show the factor without what makes it worth something."""
        return f"SecondFactor(recovery={len(self.recovery)})"
