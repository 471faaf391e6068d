"""Instants as existing data write them."""

from datetime import UTC, datetime

from sorbo_core.shared.intake.reader import Reader


def instant(reader: Reader, *names: str) -> datetime | None:
    """Return the instant in UTC, to the millisecond; None, and left aside, unless it is ISO 8601."""
    value = reader.value(*names)
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value.strip())
        found = (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    reader.use(names[0])
    return found.replace(microsecond=found.microsecond // 1000 * 1000)


def begun(reader: Reader) -> datetime | None:
    """Return when a record was made: as it says, else as its ObjectId does."""
    said = instant(reader, "createdAt")
    if said is not None:
        return said
    id_ = reader.record.get("_id")
    spelled = id_.get("$oid") if isinstance(id_, dict) else None
    try:
        return datetime.fromtimestamp(int(str(spelled)[:8], 16), UTC) if spelled else None
    except ValueError:
        return None
