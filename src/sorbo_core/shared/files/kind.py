"""What files are uploaded for, and what each kind may be."""

from enum import StrEnum

import msgspec

MEGABYTE = 1_000_000


class FileKind(StrEnum):
    """What a file is uploaded for. The kind decides what it may be, how large, and who may read it."""

    CV = "cv"
    IMAGE = "image"
    DOCUMENT = "document"


class MediaType(StrEnum):
    """The types of files that are accepted at all, as IANA registers them."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"
    ZIP = "application/zip"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    AVIF = "image/avif"


EXTENSIONS = {
    "pdf": MediaType.PDF,
    "docx": MediaType.DOCX,
    "xlsx": MediaType.XLSX,
    "odt": MediaType.ODT,
    "zip": MediaType.ZIP,
    "jpg": MediaType.JPEG,
    "jpeg": MediaType.JPEG,
    "png": MediaType.PNG,
    "webp": MediaType.WEBP,
    "avif": MediaType.AVIF,
}
"""What the end of a file's name claims, in lower case."""


class Allowance(msgspec.Struct, frozen=True, kw_only=True):
    """What a kind of file may be.

    Attributes:
        types: the accepted ones; what the name says and what the bytes are must agree on one.
        most_bytes: how large it may be.
        public: whether anybody may read it once it is clean.
    """

    types: tuple[MediaType, ...]
    most_bytes: int
    public: bool


ALLOWANCES = {
    FileKind.CV: Allowance(
        types=(MediaType.PDF, MediaType.DOCX, MediaType.ODT), most_bytes=10 * MEGABYTE, public=False
    ),
    FileKind.IMAGE: Allowance(
        types=(MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.AVIF),
        most_bytes=15 * MEGABYTE,
        public=True,
    ),
    FileKind.DOCUMENT: Allowance(
        types=(MediaType.PDF, MediaType.DOCX, MediaType.XLSX, MediaType.ODT, MediaType.ZIP),
        most_bytes=50 * MEGABYTE,
        public=True,
    ),
}
