"""What happens to files."""

from typing import Annotated

from msgspec import Meta

from sorbo_core.shared.events import EventData
from sorbo_core.shared.files.kind import FileKind


class _AboutFile(EventData, frozen=True, kw_only=True):
    kind: Annotated[FileKind, Meta(description="What it was uploaded for.")]


class FileUploaded(_AboutFile, frozen=True, kw_only=True):
    """A file was uploaded, and is what it says; nobody can read it yet."""

    type = "file.uploaded"


class FilePrepared(_AboutFile, frozen=True, kw_only=True):
    """The file was found clean, and what is served of it is made."""

    type = "file.prepared"


class FileRefused(_AboutFile, frozen=True, kw_only=True):
    """The scanner found something in the file; its bytes are gone."""

    type = "file.refused"


class FileDeleted(_AboutFile, frozen=True, kw_only=True):
    """The file is gone: staff deleted it, nothing referred to it, or what it belonged to is gone."""

    type = "file.deleted"
