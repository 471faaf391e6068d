"""Begin an upload that goes to the storage itself."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import msgspec

from sorbo_core.files.errors import DirectUploadUnsupported, FileTooLarge
from sorbo_core.files.intake.access import require_uploader
from sorbo_core.files.intake.take_in import INCOMING
from sorbo_core.files.intake.tickets import GOOD_FOR, Ticket, Tickets
from sorbo_core.files.storage import DirectAccess
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.files.kind import ALLOWANCES, FileKind, MediaType
from sorbo_core.shared.ports import Clock, Ids

_LINK_GOOD_FOR = timedelta(minutes=15)


class DirectUpload(msgspec.Struct, frozen=True, kw_only=True):
    """Where to send a file, and with what to say that it is there.

    Attributes:
        id: that the file will have.
        url: takes one PUT of these bytes with these headers, until `expires_at`.
    """

    id: str
    url: str
    headers: dict[str, str]
    expires_at: datetime
    ticket: str


class BeginDirectUpload:
    """Ask where to send a file without going through the API: a link to the storage, for one PUT.

    Send the bytes there with the headers that are told, then complete the upload with the ticket.
    Nothing is kept of an upload that is never completed.

    Raises:
        Unauthenticated, Forbidden: the actor may not upload this kind of file.
        DirectUploadUnsupported: the storage has no such links: send the file in the request.
        FileTooLarge: it has more bytes than its kind may have.
        Invalid: its kind may not have this type.
    """

    def __init__(
        self,
        *,
        direct: Sequence[DirectAccess],
        tickets: Tickets,
        clock: Clock,
        ids: Ids,
        new_key: Callable[[], str],
    ) -> None:
        self._direct = direct
        self._tickets = tickets
        self._clock = clock
        self._ids = ids
        self._new_key = new_key

    async def __call__(
        self, *, actor: Actor, kind: FileKind, name: str, size: int, media_type: MediaType
    ) -> DirectUpload:
        require_uploader(actor, kind)
        if not self._direct:
            raise DirectUploadUnsupported
        _check(kind, size, media_type)
        ticket = Ticket(
            id=self._ids.new(),
            key=f"{INCOMING}{self._new_key()}",
            kind=kind,
            name=name,
            size=size,
            media_type=media_type,
            by=actor.id,
            over_at=self._clock.now() + GOOD_FOR,
        )
        url = await self._direct[0].link_to_write(
            ticket.key, expires=_LINK_GOOD_FOR, size=size, media_type=media_type
        )
        return DirectUpload(
            id=ticket.id,
            url=url,
            headers={"Content-Type": media_type, "If-None-Match": "*"},
            expires_at=self._clock.now() + _LINK_GOOD_FOR,
            ticket=self._tickets.sealed(ticket),
        )


def _check(kind: FileKind, size: int, media_type: MediaType) -> None:
    allowance = ALLOWANCES[kind]
    if size > allowance.most_bytes:
        raise FileTooLarge(limit=allowance.most_bytes)
    if media_type not in allowance.types:
        raise Invalid(Violation("/mediaType", "unknown_value"))
