"""File: what a publication offers to download."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from sorbo_core.shared.media.link import Link
from sorbo_core.shared.text import Line

FileSize = Annotated[int, Meta(ge=0, le=1_000_000_000_000)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]


class FileType(StrEnum):
    """What kind of file it is; the wire values are those of the existing data."""

    PDF = "pdf"
    DOC = "doc"
    DOCX = "docx"
    XLS = "xls"
    XLSX = "xlsx"
    ZIP = "zip"
    RAR = "rar"
    AUTRE = "autre"


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file, wherever it is.

    Attributes:
        src: where it is.
        name: what it is called once it is downloaded.
        size: in bytes; None where nobody knows.
        sha256: of its bytes, in hexadecimal.
    """

    name: Line
    src: Link
    type: FileType = FileType.AUTRE
    size: FileSize | None = None
    sha256: Sha256 | None = None
