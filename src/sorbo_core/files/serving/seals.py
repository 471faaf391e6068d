"""Seals: what proves that a text is one of ours."""

import hmac
from abc import abstractmethod
from typing import Protocol


class Seals(Protocol):
    """Makes what nobody can guess."""

    @abstractmethod
    def seal(self, *about: str) -> str:
        """Return letters, digits, `-` and `_`: 128 bits or more, from a secret and these texts."""


def is_seal(given: str, seals: Seals, *about: str) -> bool:
    """Tell, in a time that tells nothing, whether this is the seal of these texts."""
    return hmac.compare_digest(given.encode(), seals.seal(*about).encode())
