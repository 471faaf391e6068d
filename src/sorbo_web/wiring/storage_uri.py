"""Where the bytes of files are, as a URI says it."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import msgspec

if TYPE_CHECKING:
    from sorbo_web.wiring.settings import Settings

_IN_DEVELOPMENT = Path(".sorbo/files")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"([A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*)?")


class Scheme(StrEnum):
    """The kinds of storages."""

    FILE = "file"
    S3 = "s3"
    MEMORY = "memory"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where the bytes of files are.

    Attributes:
        folder: of `file`, absolute.
        bucket, prefix: of `s3`; the prefix may be empty.
    """

    scheme: Scheme
    folder: Path = Path("/")
    bucket: str = ""
    prefix: str = ""


def parse_place(uri: str) -> Place:
    """Return the place that a URI names: `file:///folder`, `s3://bucket/prefix` or `memory://`.

    Raises:
        ValueError: it names none; the message says what is wrong, to go on after the name of the setting.
    """
    parts = urlsplit(uri)
    if parts.query or parts.fragment or "@" in parts.netloc:
        # Not quoted: somebody may have put a secret there.
        raise ValueError("has more than a place: the keys of S3 are settings of their own")
    if parts.scheme == Scheme.FILE and not parts.netloc and len(parts.path) > 1:
        return Place(scheme=Scheme.FILE, folder=Path(unquote(parts.path)))
    prefix = parts.path.strip("/")
    if parts.scheme == Scheme.S3 and _BUCKET.fullmatch(parts.netloc) and _PREFIX.fullmatch(prefix):
        return Place(scheme=Scheme.S3, bucket=parts.netloc, prefix=prefix)
    if uri.rstrip("/") == "memory:":
        return Place(scheme=Scheme.MEMORY)
    raise ValueError("is none of file:///an/absolute/folder, s3://bucket/prefix and memory://")


def place_of(settings: Settings) -> Place:
    """Return where files are with these settings, which have a place of their own in development."""
    if settings.files:
        return parse_place(settings.files)
    if settings.storage == "memory":
        return Place(scheme=Scheme.MEMORY)
    return Place(scheme=Scheme.FILE, folder=_IN_DEVELOPMENT.absolute())
