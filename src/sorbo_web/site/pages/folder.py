"""The folder of a site's static pages: which of its files visitors get, under which type."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

import msgspec

# What pages are made of and offer. A folder may hold more than that: what is not here is not there.
_TYPES: Final[Mapping[str, str]] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jfif": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/vnd.microsoft.icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".rar": "application/vnd.rar",
    ".7z": "application/x-7z-compressed",
    ".exe": "application/vnd.microsoft.portable-executable",
    ".msi": "application/x-msi",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
# Where a whole checkout is served by mistake, its server and its secrets stay where they are.
_NOT_OF_PAGES: Final = re.compile(
    r"(\..*|~.*|backend|node_modules|server[a-z-]*\.js|package(-lock)?\.json|(vercel|railway|netlify|tsconfig)\.json)\Z",
    re.IGNORECASE,
)
_INDEX, _NOT_FOUND = "index.html", "404.html"
# Mails lead to `/inscriptions/{id}/annuler`: one page for all of them.
_OF_MAILS: Final = re.compile(r"/inscriptions/[A-Za-z0-9_-]+/annuler\Z")
_WITHDRAWAL: Final = "/inscriptions/annuler/"


class PageFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it is now.

    Attributes:
        modified: its time, in nanoseconds.
    """

    path: Path
    media_type: str
    size: int
    modified: int

    @property
    def tag(self) -> str:
        """Its strong entity tag: another content has another time or size."""
        return f'"{self.modified:x}-{self.size:x}"'

    @property
    def last_modified(self) -> str:
        """Its time as an HTTP date."""
        return format_datetime(datetime.fromtimestamp(self.modified // 10**9, UTC), usegmt=True)

    @property
    def is_page(self) -> bool:
        """Whether it is a page, and not a part of one."""
        return self.media_type.startswith("text/html")


class PagesFolder:
    """Finds files by the paths of requests; never one outside the folder, nor one that is hidden."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def file(self, path: str) -> PageFile | None:
        """Return the file at a decoded path, of a folder its index; None if visitors have none there."""
        if _OF_MAILS.match(path):
            path = _WITHDRAWAL
        parts = path.removeprefix("/").split("/")
        if parts[-1] == "":
            parts[-1] = _INDEX
        if any(not part or "\\" in part or "\x00" in part or _NOT_OF_PAGES.match(part) for part in parts):
            return None
        return self._at(self._root.joinpath(*parts))

    def is_folder(self, path: str) -> bool:
        """Tell whether a path without a slash at its end names a folder that has an index."""
        return not path.endswith("/") and self.file(f"{path}/") is not None

    def not_found(self) -> PageFile | None:
        """Return the site's own page about what is not there, if it has one."""
        return self._at(self._root / _NOT_FOUND)

    def _at(self, place: Path) -> PageFile | None:
        media_type = _TYPES.get(place.suffix.lower())
        if media_type is None:
            return None
        try:
            # A link may lead anywhere: where it leads is what counts.
            found = place.resolve(strict=True)
            stated = found.stat()
        except OSError:
            return None
        if not found.is_relative_to(self._root) or not found.is_file():
            return None
        return PageFile(path=found, media_type=media_type, size=stated.st_size, modified=stated.st_mtime_ns)
