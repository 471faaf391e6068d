"""A ZIP archive, read by its own account and held to it: no gaps, no lies, no end of bytes."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator

from sorbo_adapters.inspection.child.refuse import Refuse
from sorbo_adapters.inspection.child.signatures import foreign
from sorbo_core.files.faults import Fault

MOST_ENTRIES = 2_000
MOST_ALTOGETHER = 200_000_000
MOST_OF_AN_ENTRY = 60_000_000
MOST_RATIO = 200
_FREE = 1_000_000
"""What small files unfold to without anybody counting how many times themselves that is."""

_STEP = 262_144
_LOCAL_BYTES, _END_BYTES, _MOST_COMMENT = 30, 22, 200
_DESCRIPTOR_BYTES = (0, 12, 16, 20, 24)
_ENCRYPTED = 0x1 | 0x40 | 0x2000


class Archive:
    """The entries of an archive, folders left out.

    Args:
        data: the archive.

    Raises:
        Refuse: it is cut off, encrypted, more than an archive, or says of itself what is not so.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries, comment, self._directory_at = archive.infolist(), archive.comment, archive.start_dir
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise Refuse(Fault.UNREADABLE if _has_end(data) else Fault.TRUNCATED) from error
        if len(entries) > MOST_ENTRIES:
            raise Refuse(Fault.BOMB, f"{len(entries)} entries")
        _check_comment(data, comment)
        self._order = sorted(entries, key=lambda entry: entry.header_offset)
        self._check_names()
        self._starts = dict(self._placed())
        self._entries = {entry.filename: entry for entry in self._order if not entry.is_dir()}
        self._left = MOST_ALTOGETHER

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the entries, as they lie in the file."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """Return the bytes of an entry; each is read once, or counts twice.

        Raises:
            Refuse: there is none, it is not what is said of it, or it unfolds to too much.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise Refuse(Fault.UNREADABLE, name)
        content = bytearray()
        for part in self._unfolding(entry):
            content += part
            if len(content) > entry.file_size:
                raise Refuse(Fault.BOMB)
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            raise Refuse(Fault.UNREADABLE, name)
        self._left -= len(content)
        return bytes(content)

    def _unfolding(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        # What it says is judged first, so that an honest bomb costs nothing; what it does, on the way.
        ratio = entry.file_size > max(_FREE, MOST_RATIO * entry.compress_size)
        if ratio or entry.file_size > min(MOST_OF_AN_ENTRY, self._left):
            raise Refuse(Fault.BOMB)
        start = self._starts[entry.filename]
        raw = self._data[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            yield raw
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise Refuse(Fault.UNREADABLE, f"compression {entry.compress_type}")
        unfolder = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            while raw and not unfolder.eof:
                yield unfolder.decompress(raw, _STEP)
                raw = unfolder.unconsumed_tail
        except zlib.error as error:
            raise Refuse(Fault.UNREADABLE, entry.filename) from error
        if not unfolder.eof or unfolder.unused_data or raw:
            raise Refuse(Fault.UNREADABLE, entry.filename)

    def _check_names(self) -> None:
        seen: set[str] = set()
        for entry in self._order:
            name = entry.orig_filename
            steps = name.rstrip("/").split("/")
            if "\\" in name or "\0" in name or ":" in name or "" in steps or ".." in steps or "." in steps:
                raise Refuse(Fault.UNREADABLE, name)
            if name.casefold() in seen:
                raise Refuse(Fault.POLYGLOT, name)
            seen.add(name.casefold())
            if stat.S_ISLNK(entry.external_attr >> 16):
                raise Refuse(Fault.EXTERNAL_REFERENCE, name)
            if entry.flag_bits & _ENCRYPTED:
                raise Refuse(Fault.ENCRYPTED)

    def _placed(self) -> Iterator[tuple[str, int]]:
        """Yield where the bytes of each entry begin; they lie end to end, from the first byte on."""
        expected = 0
        slack: tuple[int, ...] = (0,)
        for entry in self._order:
            at = entry.header_offset
            header = self._data[at : at + _LOCAL_BYTES]
            if at - expected not in slack or header[:4] != b"PK\x03\x04":
                raise Refuse(Fault.POLYGLOT)
            name_bytes, extra_bytes = (
                int.from_bytes(header[26:28], "little"),
                int.from_bytes(header[28:30], "little"),
            )
            start = at + _LOCAL_BYTES + name_bytes + extra_bytes
            if self._data[at + _LOCAL_BYTES : at + _LOCAL_BYTES + name_bytes] != _raw_name(entry):
                raise Refuse(Fault.POLYGLOT, entry.filename)
            yield entry.filename, start
            expected = start + entry.compress_size
            slack = _DESCRIPTOR_BYTES if entry.flag_bits & 0x8 else (0,)
        if self._order and self._directory_at - expected not in slack:
            raise Refuse(Fault.POLYGLOT)


def _raw_name(entry: zipfile.ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437")


def _has_end(data: bytes) -> bool:
    at = data.rfind(b"PK\x05\x06")
    return at != -1 and at + _END_BYTES <= len(data)


def _check_comment(data: bytes, comment: bytes) -> None:
    end = len(data) - _END_BYTES - len(comment)
    if data[end : end + 4] != b"PK\x05\x06" or len(comment) > _MOST_COMMENT or foreign(comment):
        raise Refuse(Fault.POLYGLOT)
