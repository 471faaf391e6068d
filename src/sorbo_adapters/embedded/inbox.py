"""The mails that the local SMTP server kept, read back."""

import asyncio
import re
import secrets
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import msgspec

_TIME = "%Y%m%dT%H%M%S%f"
_ID = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}", re.ASCII)

_HEADERS = HeaderRegistry()
for _name in ("from", "to"):
    # The parser of addresses raises on broken ones; here they are only shown.
    _HEADERS.map_to_type(_name, UnstructuredHeader)  # type: ignore[arg-type]  # — the registry mixes it in itself
_POLICY = default.clone(header_factory=_HEADERS)


class CaughtMail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as it arrived.

    Attributes:
        id: the name of its file without the suffix; later mails sort after earlier ones.
        sender, to, subject: the headers, decoded, empty where there is none.
        date: when it arrived, in UTC.
        text, html: its alternatives, empty where it has none.
        raw: what was received, byte for byte.
    """

    id: str
    sender: str
    to: str
    subject: str
    date: datetime
    text: str
    html: str
    raw: bytes


class Inbox:
    """Reads what `SmtpCatcher` writes into the same folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def newest(self, *, limit: int = 200) -> list[CaughtMail]:
        """Return the last mails, the newest first."""
        return await asyncio.to_thread(self._newest, limit)

    async def find(self, id: str) -> CaughtMail | None:
        """Return the mail, None if there is none of this id."""
        # An id becomes a file name, and it may come from a URL.
        if not _ID.fullmatch(id):
            return None
        return await asyncio.to_thread(self._read, id)

    def _newest(self, limit: int) -> list[CaughtMail]:
        ids = sorted((path.stem for path in self._folder.glob("*.eml")), reverse=True)
        mails = (self._read(id) for id in ids[:limit] if _ID.fullmatch(id))
        return [mail for mail in mails if mail]

    def _read(self, id: str) -> CaughtMail | None:
        try:
            raw = (self._folder / f"{id}.eml").read_bytes()
        except FileNotFoundError:
            return None
        message = message_from_bytes(raw, policy=_POLICY)
        return CaughtMail(
            id=id,
            sender=str(message["From"] or ""),
            to=str(message["To"] or ""),
            subject=str(message["Subject"] or ""),
            date=datetime.strptime(id.partition("-")[0], _TIME).replace(tzinfo=UTC),
            text=_body(message, "plain"),
            html=_body(message, "html"),
            raw=raw,
        )


def new_name(now: datetime) -> str:
    """Return a file name for a mail that arrives now."""
    return f"{now.strftime(_TIME)}-{secrets.token_hex(4)}.eml"


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except LookupError:  # a charset that Python does not know
        return bytes(part.get_payload(decode=True)).decode("ascii", "replace")
