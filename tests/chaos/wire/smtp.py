"""SMTP: the middle of a mail's data, and the answer to its end."""

import re
from collections.abc import Callable, Iterator

from chaos.wire.moments import Moment
from chaos.wire.piece import Handover, Piece, Wire, halved

_END = b"\r\n.\r\n"
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)


class SmtpWire(Wire):
    """Tells when half of a mail's data has passed, and before its 250 does.

    Args:
        handing_over: called with the Message-ID of each mail, before the end of its data is passed on.
    """

    def __init__(self, handing_over: Callable[[str], Handover]) -> None:
        self._handing_over = handing_over
        self._body: bytearray | None = None
        self._mail: Handover | None = None

    def sent(self, data: bytes) -> Iterator[Piece]:
        if self._body is None:
            yield Piece(data)
            return
        begins = not self._body
        self._body += data
        mail = None
        if self._body.endswith(_END):
            found = _MESSAGE_ID.search(self._body)
            # Its answer may be there before this goes on after the last piece.
            mail = self._mail = self._handing_over(found[1].decode() if found else "")
            self._body = None
        yield from halved(data, Moment.DURING_DATA) if begins else (Piece(data),)
        if mail:
            mail.complete = True

    def answered(self, data: bytes) -> Iterator[Piece]:
        if data.startswith(b"354"):
            self._body = bytearray()
        mail, self._mail = self._mail, None
        taken = data.startswith(b"250")
        yield Piece(data, Moment.AFTER_250 if mail and taken else None)
        if mail:
            mail.answer(taken=taken)
