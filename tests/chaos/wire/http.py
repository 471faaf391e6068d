"""HTTP/1.1 to the receiver of webhooks: the middle of a request, and its answer."""

import re
from collections.abc import Callable, Iterator

from chaos.wire.moments import Moment
from chaos.wire.piece import Handover, Piece, Wire, halved

_WEBHOOK_ID = re.compile(rb"^webhook-id:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class HttpWire(Wire):
    """Tells when half of a request has passed, and before its answer does.

    Args:
        handing_over: called with the webhook-id of each request.
    """

    def __init__(self, handing_over: Callable[[str], Handover]) -> None:
        self._handing_over = handing_over
        self._request: Handover | None = None

    def sent(self, data: bytes) -> Iterator[Piece]:
        found = _WEBHOOK_ID.search(data) if data.startswith(b"POST ") else None
        if found is None:
            yield Piece(data)
            return
        # Its answer may be there before this goes on after the last piece.
        request = self._request = self._handing_over(found[1].decode())
        yield from halved(data, Moment.DURING_WEBHOOK)
        request.complete = True

    def answered(self, data: bytes) -> Iterator[Piece]:
        request, self._request = self._request, None
        yield Piece(data, Moment.AFTER_WEBHOOK if request else None)
        if request:
            request.answer(taken=data[9:10] == b"2")
