"""What records say of people: as they typed it, and what follows from a record's id."""

import hashlib
from datetime import UTC, datetime

from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.intake.reader import Reader
from sorbo_core.shared.intake.record import Needed
from sorbo_core.shared.intake.values import instant
from sorbo_core.shared.text import one_line


def id_of(kind: str, key: str) -> str:
    """Return the id of what a record becomes: the same at each import, and another one for each record.

    Args:
        kind: of record.
        key: by which it is known among these.
    """
    return hashlib.blake2b(f"{kind}/{key}".encode(), digest_size=16, person=b"taken over").hexdigest()


def typed(reader: Reader, *names: str) -> str | None:
    """Return the first text as somebody typed it: what looks like HTML in it was never any."""
    value = reader.value(*names)
    if not isinstance(value, str):
        return None
    reader.use(names[0])
    return value.strip()


def typed_line(reader: Reader, *names: str) -> str | None:
    """Return the first text as somebody typed it, on one line."""
    text = typed(reader, *names)
    return None if text is None else one_line(text)


def address(reader: Reader, needed: Needed, *names: str) -> str:
    """Return an e-mail address, which there has to be."""
    try:
        return parse_email(typed(reader, *names) or "")
    except Invalid:
        return needed.found(None, "", *names, code="email")


def begun(reader: Reader) -> datetime | None:
    """Return when a record was made: as it says, else as its ObjectId does, which begins with the second."""
    said = instant(reader, "createdAt")
    if said is not None:
        return said
    id_ = reader.record.get("_id")
    spelled = id_.get("$oid") if isinstance(id_, dict) else None
    try:
        return datetime.fromtimestamp(int(str(spelled)[:8], 16), UTC) if spelled else None
    except ValueError:
        return None
