"""RESP to Valkey: the answer that says that a ticket is on the queue."""

from collections.abc import Iterator

from chaos.wire.moments import Moment
from chaos.wire.piece import Piece, Wire

# The queue's library adds to its stream in a script: its call names the fields of the message.
_IN_A_SCRIPT = (b"EVALSHA", b"\r\nfunction\r\n")
_ERROR = b"-"


class ValkeyWire(Wire):
    """Tells before the answer to a command that has put something on a stream passes."""

    def __init__(self) -> None:
        self._enqueues = False

    def sent(self, data: bytes) -> Iterator[Piece]:
        self._enqueues = all(word in data for word in _IN_A_SCRIPT)
        yield Piece(data)

    def answered(self, data: bytes) -> Iterator[Piece]:
        enqueues, self._enqueues = self._enqueues, False
        happened = enqueues and not data.startswith(_ERROR)
        yield Piece(data, Moment.AFTER_ENQUEUE if happened else None)
