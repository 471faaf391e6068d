"""What a second factor needs from outside."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

import msgspec


class NewSecret(msgspec.Struct, frozen=True, kw_only=True):
    """A secret for an authenticator.

    Attributes:
        sealed: as it is stored.
        text: for who types it, in base32.
        uri: for who scans it, as QR code (`otpauth://`).
    """

    sealed: str
    text: str
    uri: str

    def __repr__(self) -> str:
        """Show nothing of the secret."""
        return "NewSecret()"


class OneTimeCodes(Protocol):
    """Knows the codes of authenticators: six digits, another code in each time step of thirty seconds."""

    @abstractmethod
    def new(self, *, holder: str, email: str) -> NewSecret:
        """Return a secret for an account, by its id; the authenticator shows the address beside its codes."""

    @abstractmethod
    def step_of(self, code: str, sealed: str, *, holder: str, at: datetime) -> int | None:
        """Return the time step whose code this is: the present one, the one before or the one after.

        None for every other code, and for a secret that is another account's or was sealed with
        another setting's key.
        """


class Seals(Protocol):
    """Makes what nobody can guess."""

    @abstractmethod
    def seal(self, *about: str) -> str:
        """Return letters, digits, `-` and `_`: 128 bits or more, from a secret and these texts."""
