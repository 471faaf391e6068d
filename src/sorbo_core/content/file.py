"""File: what a publication offers to download."""

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated, ClassVar, Self
from urllib.parse import quote

import msgspec
from msgspec import Meta

from sorbo_core.shared.files.attached import Attached, path_of_upload
from sorbo_core.shared.files.kind import FileKind, MediaType
from sorbo_core.shared.files.uploads import Upload
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


_TYPES = {
    MediaType.PDF: FileType.PDF,
    MediaType.DOCX: FileType.DOCX,
    MediaType.XLSX: FileType.XLSX,
    MediaType.ZIP: FileType.ZIP,
}


class File(Attached, frozen=True, kw_only=True):
    """A file, wherever it is. Of one that was uploaded, all but `src` is what the file itself is.

    Attributes:
        src: where it is: a document that was uploaded (`/files/ID`), or any link.
        name: what it is called once it is downloaded.
        size: in bytes; None where nobody knows.
        sha256: of its bytes, in hexadecimal.
    """

    kind: ClassVar = FileKind.DOCUMENT

    name: Line
    src: Link
    type: FileType = FileType.AUTRE
    size: FileSize | None = None
    sha256: Sha256 | None = None

    @property
    def link(self) -> str:
        """Where it is."""
        return self.src

    @property
    def download(self) -> str:
        """Where its bytes are: an upload is served under its name, without another redirect."""
        is_held = self.upload_id is not None and self.src == path_of_upload(self.upload_id)
        return f"{self.src}/{quote(self.name, safe='')}" if is_held else self.src

    def of(self, upload: Upload) -> Self:
        """Return it as what the file itself is."""
        return msgspec.structs.replace(
            self,
            src=path_of_upload(upload.id),
            name=upload.name,
            type=_TYPES.get(upload.media_type, FileType.AUTRE),
            size=upload.size,
            sha256=upload.sha256,
        )

    def like(self, known: Self) -> Self:
        """Return it as the same file is known already."""
        return known

    def apart_from(self, known: Collection[Self]) -> Self:
        """Return it without size and digest, if these are those of one of the uploads."""
        if self.sha256 is None or all(each.sha256 != self.sha256 for each in known):
            return self
        return msgspec.structs.replace(self, size=None, sha256=None)
