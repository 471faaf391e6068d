"""Where images end by their own account: nothing may follow."""

from collections.abc import Callable

from sorbo_adapters.inspection.child.refuse import Refuse
from sorbo_core.files.faults import Fault
from sorbo_core.shared.files.kind import MediaType

_PNG_HEAD, _CHUNK = 8, 12


def check_end(data: bytes, media_type: MediaType) -> None:
    """Refuse an image that is cut off, or is followed by something.

    Phones put depth, brightness and film behind the end of a JPEG, which nobody is served; what is
    there is known to be no document, as far as `signatures.foreign` knows.
    """
    if media_type is MediaType.JPEG:
        if data.rfind(b"\xff\xd9") == -1:
            raise Refuse(Fault.TRUNCATED)
        return
    end = _ENDS[media_type](data)
    if end > len(data):
        raise Refuse(Fault.TRUNCATED)
    if end < len(data):
        raise Refuse(Fault.POLYGLOT)


def _png(data: bytes) -> int:
    at = _PNG_HEAD
    while at + _CHUNK <= len(data):
        kind = data[at + 4 : at + 8]
        at += _CHUNK + int.from_bytes(data[at : at + 4], "big")
        if kind == b"IEND":
            return at
    return len(data) + 1


def _riff(data: bytes) -> int:
    size = int.from_bytes(data[4:8], "little")
    return 8 + size + size % 2


def _boxes(data: bytes) -> int:
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:  # the size is behind the name
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size == 0:  # to the end of the file
            return len(data)
        if size < 8:  # noqa: PLR2004 — size and name themselves
            raise Refuse(Fault.UNREADABLE)
        at += size
    return at


_ENDS: dict[MediaType, Callable[[bytes], int]] = {
    MediaType.PNG: _png,
    MediaType.WEBP: _riff,
    MediaType.AVIF: _boxes,
}
