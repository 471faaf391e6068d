"""What a request says of the file that it brings, before its body is read."""

import re
from urllib.parse import unquote

import msgspec

from sorbo_core.files.errors import FileTooLarge
from sorbo_core.shared.errors import Malformed, Violation
from sorbo_core.shared.files.kind import ALLOWANCES, FileKind
from sorbo_web.api.query.text import parameters, refuse
from sorbo_web.api.request import ApiRequest
from sorbo_web.errors.http import UnsupportedMediaType

FORM = "multipart/form-data"
FRAME = 16_384
"""Bytes that a form may have around its one file."""
_ANY = "application/octet-stream"
_ENCODED = re.compile(r";\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)", re.IGNORECASE)
_PLAIN = re.compile(r';\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^";\s]+))', re.IGNORECASE)


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is about to be read.

    Attributes:
        name: empty where a form is to name it.
        boundary: of the form that it comes in; None where the body is the file.
    """

    kind: FileKind
    name: str
    boundary: str | None = None

    @property
    def most(self) -> int:
        """How many bytes it may have."""
        return ALLOWANCES[self.kind].most_bytes


def announced_kind(request: ApiRequest) -> FileKind:
    """Return what a request says that its file is for.

    Raises:
        Malformed: nothing, or nothing that there is.
    """
    given = parameters(request.scope["query_string"])
    if "kind" not in given:
        refuse("kind", "missing", field="kind")
    try:
        return FileKind(given["kind"])
    except ValueError:
        refuse("kind", "unknown_value", allowed=", ".join(FileKind))


def announced(request: ApiRequest, kind: FileKind) -> Announced:
    """Return what a request says of its file.

    Raises:
        Malformed: it has no name.
        UnsupportedMediaType: its kind may not have this type.
        FileTooLarge: it says itself that it is.
    """
    given = parameters(request.scope["query_string"])
    name = given.get("name") or name_of(request.headers.get("content-disposition", ""))
    media_type, boundary = _type_of(request.headers.get("content-type", ""))
    said = Announced(kind=kind, name=name, boundary=boundary)
    if media_type == FORM:
        if not boundary:
            raise Malformed(Violation("", "invalid_form"))
    elif media_type not in (*ALLOWANCES[kind].types, _ANY):
        wanted = ", ".join(ALLOWANCES[kind].types)
        raise UnsupportedMediaType(wanted=wanted, given=media_type[:100] or "-")
    elif not name.strip():
        refuse("name", "missing", field="name")
    length = request.headers.get("content-length", "0")
    if int(length) > said.most + (FRAME if boundary else 0):
        raise FileTooLarge(limit=said.most)
    return said


def name_of(disposition: str) -> str:
    """Return the file's name in a Content-Disposition; empty where there is none that can be read."""
    said = f";{disposition}"
    encoded = _ENCODED.search(said)
    if encoded is not None:
        return unquote(encoded[1], errors="replace")
    plain = _PLAIN.search(said)
    if plain is None:
        return ""
    # Fields are Latin-1 to the server; who leaves the encoding out sends UTF-8 nowadays.
    text = re.sub(r"\\(.)", r"\1", plain[1] if plain[1] is not None else plain[2])
    return text.encode("latin-1", "replace").decode("utf-8", "replace")


def _type_of(content_type: str) -> tuple[str, str | None]:
    media_type, _, options = content_type.partition(";")
    media_type = media_type.strip().lower()
    if media_type != FORM:
        return media_type, None
    found = re.search(r'boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))', options, re.IGNORECASE)
    return media_type, (found[1] or found[2]) if found else None
