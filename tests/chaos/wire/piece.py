"""A stream of bytes, cut where something happens."""

import time
from abc import abstractmethod
from collections.abc import Iterator
from typing import NamedTuple, Protocol

import msgspec

from chaos.wire.moments import Moment


class Written(NamedTuple):
    """A change of one document; if it records that a handler has had an event, the name of that."""

    document: str
    handler: str | None


class Piece(NamedTuple):
    """Bytes to pass on; the moment comes right before."""

    data: bytes
    moment: Moment | None = None


class Wire(Protocol):
    """One connection, read along. What is passed on is what came in, cut into pieces."""

    @abstractmethod
    def sent(self, data: bytes) -> Iterator[Piece]:
        """Cut what the client sent. Each piece is passed on before the next one is asked for."""

    @abstractmethod
    def answered(self, data: bytes) -> Iterator[Piece]:
        """Idem, for what the server answered."""


class Handover(msgspec.Struct):
    """A mail or a webhook on its way out, as it was seen in between.

    Attributes:
        pid: the process that sent it, None if it had gone by then.
        handler: under which name that is recorded, None where only one thing is recorded.
        complete: whether all of it was passed on.
        answered: when the answer reached that process, None if it never did.
        taken: whether the other side took it.
        recorded: whether the process then wrote to the document that keeps what has gone out.
    """

    pid: int | None
    handler: str | None = None
    complete: bool = False
    answered: float | None = None
    taken: bool = True
    recorded: bool = False

    def answer(self, *, taken: bool) -> None:
        """Note that the answer has been passed on."""
        self.answered, self.taken = time.time(), taken


def halved(data: bytes, moment: Moment) -> Iterator[Piece]:
    """Cut in the middle, with the moment in between."""
    middle = len(data) // 2
    yield Piece(data[:middle])
    yield Piece(data[middle:], moment)
