"""Tickets of direct uploads: what was announced, sealed, so that nothing is kept of what never comes."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

import msgspec

from sorbo_core.files.errors import UploadTicketInvalid
from sorbo_core.files.serving.seals import Seals, is_seal
from sorbo_core.shared.files.kind import FileKind, MediaType
from sorbo_core.shared.ports import Clock

GOOD_FOR = timedelta(hours=1)


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """A file that somebody is sending to the storage.

    Attributes:
        id: that it will have.
        key: where the storage takes it.
        size: in bytes, and type, as they were announced.
        by: the compte that sends it; None for a visitor.
        over_at: when it cannot be completed any more.
    """

    id: str
    key: str
    kind: FileKind
    name: str
    size: int
    media_type: MediaType
    by: str | None
    over_at: datetime


class Tickets:
    """Seals and reads tickets."""

    def __init__(self, *, seals: Seals, clock: Clock) -> None:
        self._seals = seals
        self._clock = clock

    def sealed(self, ticket: Ticket) -> str:
        """Return the text of a ticket."""
        said = urlsafe_b64encode(msgspec.json.encode(ticket)).decode()
        return f"{said}.{self._seals.seal(said)}"

    def read(self, text: str, *, id: str, by: str | None) -> Ticket:
        """Return the ticket of a text.

        Raises:
            UploadTicketInvalid: it is not one of ours, of another file, somebody else's, or over.
        """
        said, _, seal = text.rpartition(".")
        if not is_seal(seal, self._seals, said):
            raise UploadTicketInvalid
        ticket = msgspec.json.decode(urlsafe_b64decode(said), type=Ticket)
        if (ticket.id, ticket.by) != (id, by) or self._clock.now() >= ticket.over_at:
            raise UploadTicketInvalid
        return ticket
