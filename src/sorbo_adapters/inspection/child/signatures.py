"""What files begin with, and what of other types hides in them."""

import re

from sorbo_core.shared.files.kind import MediaType

_ZIPPED = frozenset({MediaType.DOCX, MediaType.XLSX, MediaType.ODT, MediaType.ZIP})
_BEGINNINGS = (
    (re.compile(rb"%PDF-"), frozenset({MediaType.PDF})),
    (re.compile(rb"PK\x03\x04"), _ZIPPED),
    (re.compile(rb"\xff\xd8\xff"), frozenset({MediaType.JPEG})),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), frozenset({MediaType.PNG})),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), frozenset({MediaType.WEBP})),
    (re.compile(rb"....ftyp.{0,48}avi[fs]", re.DOTALL), frozenset({MediaType.AVIF})),
)
_END_RECORD = b"PK\x05\x06"
_END_RECORD_BYTES = 22
_MOST_COMMENT = 65_535
_HEAD = 1024

# With what follows a tag's name: five letters alone turn up by chance in megabytes of pixels.
_MARKUP = re.compile(rb"<(\?php|\?=|html|script|!doctype|svg|iframe|body)[\s>/]", re.IGNORECASE)
_OTHERS = re.compile(rb"%PDF-[12]\.|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c")
_VECTOR = re.compile(rb"\A(\xef\xbb\xbf)?\s*(<\?xml|<!--|<!doctype\s+svg|<svg)", re.IGNORECASE)


def sniffed(data: bytes) -> frozenset[MediaType]:
    """Return the types that a file can be by its first bytes; none where it is nothing that is accepted."""
    return next((types for beginning, types in _BEGINNINGS if beginning.match(data)), frozenset())


def is_vector(data: bytes) -> bool:
    """Return whether a file is an SVG by its beginning."""
    head = data[:4096]
    return _VECTOR.match(head) is not None and b"<svg" in head.lower()


def begins_late(data: bytes) -> bool:
    """Return whether a PDF or an archive begins behind something else."""
    return b"%PDF-" in data[1:_HEAD] or (not data.startswith(b"PK") and has_archive(data))


def has_archive(data: bytes) -> bool:
    """Return whether programs that look for the end of an archive find one."""
    tail_at = max(0, len(data) - _END_RECORD_BYTES - _MOST_COMMENT)
    at = len(data)
    while (at := data.rfind(_END_RECORD, tail_at, at)) != -1:
        record = data[at : at + _END_RECORD_BYTES]
        entries, size = int.from_bytes(record[10:12], "little"), int.from_bytes(record[12:16], "little")
        # The four bytes turn up by chance in one file of sixty thousand; a directory before them never.
        directory = at >= size and data[at - size : at - size + 4] == b"PK\x01\x02"
        if len(record) == _END_RECORD_BYTES and (entries == 0 or directory):
            return True
    return False


def foreign(data: bytes, start: int = 0, end: int | None = None) -> str:
    """Return which other type hides in a part of a file; nothing where none does."""
    end = len(data) if end is None else end
    found = _MARKUP.search(data, start, end) or _OTHERS.search(data, start, end)
    return found[0].decode("latin-1").strip() if found is not None else ""
