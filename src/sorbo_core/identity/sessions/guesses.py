"""How often a secret may be guessed: a few times at once, then after waits that double."""

import hashlib

import msgspec

REMEMBERED_S = 86_400
"""For so long after the last guess they are remembered."""


class Allowance(msgspec.Struct, frozen=True, kw_only=True):
    """What a key may have: `free` guesses at once, then one after 1, 2, 4, … up to `longest` seconds."""

    free: int
    longest: int

    def wait_after(self, guesses: int) -> int:
        """Return the seconds to wait after so many guesses."""
        beyond = guesses - self.free
        return min(self.longest, 2 ** min(beyond, 30)) if beyond >= 0 else 0


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """A guess: what is guessed, or from where, and what that may have."""

    key: str
    allowance: Allowance


_OF_ACCOUNT = Allowance(free=5, longest=3600)
_OF_DEVICE = Allowance(free=10, longest=3600)
# Behind one address there may be a whole office, or a mobile network.
_OF_ADDRESS = Allowance(free=30, longest=900)


def of_account(email: str) -> Guess:
    """Return the guess of an account's secret, on a device that nobody knows."""
    return Guess(key=f"account:{_digest(email)}", allowance=_OF_ACCOUNT)


def of_device(device: str, email: str) -> Guess:
    """Return the guess of an account's secret on a device that has logged in to it before."""
    return Guess(key=f"device:{device}:{_digest(email)}", allowance=_OF_DEVICE)


def of_address(address: str) -> Guess:
    """Return the guess of anybody's secret from a network address."""
    return Guess(key=f"address:{address}", allowance=_OF_ADDRESS)


def _digest(email: str) -> str:
    # What counts guesses need not know whose.
    return hashlib.sha256(email.encode()).hexdigest()[:32]
