"""Whether a file is what its name claims, by its first bytes and by a parser; and harmless."""

from collections.abc import Callable
from pathlib import Path

from sorbo_adapters.inspection.child.archives import contents, odf, office
from sorbo_adapters.inspection.child.images import facts
from sorbo_adapters.inspection.child.pdf import objects
from sorbo_adapters.inspection.child.refuse import Refuse
from sorbo_adapters.inspection.child.signatures import (
    begins_late,
    foreign,
    has_archive,
    is_vector,
    sniffed,
)
from sorbo_adapters.inspection.messages import SeenImage
from sorbo_core.files.faults import Fault
from sorbo_core.shared.files.kind import MediaType

_IMAGES = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.AVIF})
_DOCUMENTS: dict[MediaType, Callable[[bytes], None]] = {
    MediaType.PDF: objects.check,
    MediaType.DOCX: office.check_docx,
    MediaType.XLSX: office.check_xlsx,
    MediaType.ODT: odf.check,
}


def look(path: str, claimed: MediaType) -> SeenImage | None:
    """Return what is seen of a file if it is an image.

    Raises:
        Refuse: it is not what it claims, or not harmless.
    """
    return judge(Path(path).read_bytes(), claimed)


def judge(data: bytes, claimed: MediaType) -> SeenImage | None:
    """Judge a file by its bytes; as `look`."""
    _check_beginning(data, claimed)
    if claimed in _IMAGES:
        # The bytes that are served of an image are made anew. What hides in it is refused all the same.
        hidden = "ZIP" if has_archive(data) else foreign(data)
        if hidden:
            raise Refuse(Fault.POLYGLOT, hidden)
        return facts.seen(data, claimed)
    if claimed is MediaType.ZIP:
        contents.check(data, _DOCUMENTS)
    else:
        _DOCUMENTS[claimed](data)
    return None


def _check_beginning(data: bytes, claimed: MediaType) -> None:
    possible = sniffed(data)
    if claimed in possible:
        return
    if is_vector(data):
        raise Refuse(Fault.VECTOR_IMAGE, "SVG")
    if claimed not in _IMAGES and begins_late(data):
        raise Refuse(Fault.POLYGLOT)
    if possible:
        raise Refuse(Fault.EXTENSION_MISMATCH, " / ".join(sorted(each.name for each in possible)))
    raise Refuse(Fault.TYPE_NOT_ALLOWED)
