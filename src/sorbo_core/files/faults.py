"""What can be wrong with a file, and how it is refused for it."""

from enum import StrEnum

from sorbo_core.files.errors import FileRefused
from sorbo_core.shared.errors import Violation
from sorbo_core.shared.files.kind import ALLOWANCES, MEGABYTE, FileKind

_POINTER = "/file"


class Fault(StrEnum):
    """The codes of what is wrong with a file. Some say more in the parameter `what`."""

    NAME_INVALID = "file_name_invalid"
    TYPE_NOT_ALLOWED = "file_type_not_allowed"
    VECTOR_IMAGE = "file_vector_image"
    EXTENSION_MISMATCH = "file_extension_mismatch"
    EMPTY = "file_empty"
    TOO_LARGE = "file_too_large"
    ENCRYPTED = "file_encrypted"
    ACTIVE_CONTENT = "file_active_content"
    EXTERNAL_REFERENCE = "file_external_reference"
    EMBEDDED_FILE = "file_embedded_file"
    BOMB = "file_bomb"
    TRUNCATED = "file_truncated"
    UNREADABLE = "file_unreadable"
    POLYGLOT = "file_polyglot"
    TOO_MANY_PIXELS = "file_too_many_pixels"
    TOO_LONG_AND_NARROW = "file_too_long_and_narrow"
    ANIMATED = "file_animated"


def allowed_of(kind: FileKind) -> str:
    """Return what may be sent for a kind, as people know it: `PDF, DOCX, ODT (10 MB)`."""
    allowance = ALLOWANCES[kind]
    types = ", ".join(media_type.name for media_type in allowance.types)
    return f"{types} ({allowance.most_bytes // MEGABYTE} MB)"


def refusal(kind: FileKind, fault: Fault, what: str = "") -> FileRefused:
    """Return the error that refuses a file for a fault."""
    params: dict[str, str | int] = {"what": what} if what else {}
    return FileRefused(Violation(_POINTER, fault, params), allowed=allowed_of(kind))
