"""What counting needs from outside."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Protocol

Counted = tuple[str, str]
"""What is counted: the plural of its noun, and its id."""


class Counters(Protocol):
    """How often things were used. No part of the things: their versions and events know nothing of it."""

    @abstractmethod
    async def add(self, counts: Mapping[Counted, int]) -> None:
        """Add to all these counters in one write; concurrent additions all count.

        Raises:
            Unavailable: the store does not answer; some may have been added nevertheless.
        """

    @abstractmethod
    async def read(self, noun: str, ids: Sequence[str]) -> Mapping[str, int]:
        """Return the counters of a noun by id; what was never counted is left out."""

    @abstractmethod
    async def total(self, noun: str) -> int:
        """Return how often all things of a noun were used."""
