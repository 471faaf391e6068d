"""Files as tests need them, and stand-ins for what opens files in processes of their own."""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

from sorbo_core.files.errors import FileRefused
from sorbo_core.files.inspection import (
    WIDTHS,
    ImageWorkshop,
    Inspected,
    Inspector,
    Scanner,
    Variant,
    Verdict,
)
from sorbo_core.files.intake.arrival import Arrived
from sorbo_core.files.stored_file import StoredFile
from sorbo_core.shared.errors import Unavailable, Violation
from sorbo_core.shared.files.image import ImageFacts
from sorbo_core.shared.files.kind import FileKind, MediaType
from support.build import NOW, fresh_id

FACTS = ImageFacts(width=1600, height=900, color="#334455", placeholder="data:image/webp;base64,UklGRg==")
HARMFUL = b"something harmful"
_TEXT = "Projeteur routier, six ans de Covadis."


def png(*, width: int = 2, height: int = 2) -> bytes:
    """Return a PNG of one colour."""

    def chunk(name: bytes, content: bytes) -> bytes:
        end = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + end

    rows = b"".join(b"\x00" + b"\x33\x44\x55" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def pdf(*, size: int = 0, remark: bytes = b"") -> bytes:
    """Return a PDF of one empty page, with a stream of `size` bytes that nothing shows; a remark is in it."""
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (size, b"\x5a" * size)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        stream,
    ]
    made = bytearray(b"%PDF-1.7\n%" + remark + b"\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % each for each in offsets)
    made += b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(made)


class PlainInspector(Inspector):
    """Believes the first bytes of a file, which tests choose."""

    async def inspect(self, path: Path, *, kind: FileKind, name: str) -> Inspected:  # noqa: ARG002 — it believes the bytes
        with path.open("rb") as file:
            head = file.read(8)
        if head.startswith(b"\x89PNG") and kind is FileKind.IMAGE:
            return Inspected(media_type=MediaType.PNG, image=FACTS)
        if head.startswith(b"%PDF") and kind is not FileKind.IMAGE:
            return Inspected(media_type=MediaType.PDF, text=_TEXT)
        raise FileRefused(Violation("/file", "not_accepted"), allowed="PDF, PNG")

    async def close(self) -> None:
        """Do nothing."""


class PlainWorkshop(ImageWorkshop):
    """Makes variants that say what they are.

    Attributes:
        made: how often it was asked.
    """

    def __init__(self) -> None:
        self.made = 0

    async def variants(self, path: Path, *, into: Path) -> tuple[Variant, ...]:  # noqa: ARG002 — they are of any image
        self.made += 1
        made = []
        for width in WIDTHS[:2]:
            for type_ in (MediaType.WEBP, MediaType.AVIF):
                target = into / f"{width}-{type_.partition('/')[2]}"
                target.write_bytes(content_of_variant(width, type_))
                made.append(Variant(width=width, height=width, media_type=type_, path=target))
        return tuple(made)

    async def close(self) -> None:
        """Do nothing."""


def content_of_variant(width: int, type_: MediaType) -> bytes:
    """Return what PlainWorkshop makes of any image."""
    return f"{width} pixels of {type_}".encode()


class PlainScanner(Scanner):
    """Finds `HARMFUL`.

    Attributes:
        away: whether it answers nothing.
    """

    def __init__(self) -> None:
        self.away = False

    async def scan(self, path: Path) -> Verdict:
        if self.away:
            raise Unavailable(part="scanner")
        return Verdict(threat="Test" if HARMFUL in await asyncio.to_thread(path.read_bytes) else None)


def stored_file(
    *, id: str | None = None, kind: FileKind = FileKind.DOCUMENT, name: str = "Guide.pdf", at: datetime = NOW
) -> StoredFile:
    """Return a new file with its event, under a key of its own."""
    id_ = id or fresh_id()
    digest = f"{zlib.crc32(id_.encode()):032x}"
    found = Inspected(media_type=MediaType.PDF, text=_TEXT)
    if kind is FileKind.IMAGE:
        found = Inspected(media_type=MediaType.PNG, image=FACTS)
    return StoredFile.uploaded(
        id=id_,
        kind=kind,
        key=f"files/{digest[:2]}/{digest}",
        name=name,
        file=Arrived(path=Path("unread"), size=1234, sha256=digest * 2),
        found=found,
        by="compte",
        at=at,
    )


async def in_chunks(content: bytes, *, size: int = 1000) -> AsyncIterator[bytes]:
    """Yield bytes as a server hands them on."""
    for start in range(0, len(content), size):
        yield content[start : start + size]
