"""What the server and the child that opens files say to each other: msgpack behind its length.

The server believes nothing of what comes back but what these types allow: a file may have taken
the child over. Neither paths nor names come back.
"""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from sorbo_core.files.faults import Fault
from sorbo_core.shared.files.kind import MediaType

LENGTH_BYTES = 4
MAX_TEXT = 100_000
MAX_REPLY = 1_000_000
READY = (0).to_bytes(LENGTH_BYTES, "big")
"""What a child says when it has been fenced in and waits for work."""

Side = Annotated[int, Meta(ge=1, le=1_000_000)]


class Look(msgspec.Struct, frozen=True, tag=True):
    """Find out whether a file is what its name claims, and harmless."""

    path: str
    claimed: MediaType


class Read(msgspec.Struct, frozen=True, tag=True):
    """Return what can be read in a file that was looked at."""

    path: str
    media_type: MediaType


class Draw(msgspec.Struct, frozen=True, tag=True):
    """Make the variants of an image, in a folder, each under `variant_name`."""

    path: str
    into: str


class SeenImage(msgspec.Struct, frozen=True):
    """What is seen of an image."""

    width: Side
    height: Side
    color: Annotated[str, Meta(pattern=r"^#[0-9a-f]{6}$(?!\n)")]
    placeholder: Annotated[
        str, Meta(max_length=699, pattern=r"^data:image/webp;base64,[A-Za-z0-9+/]+=*$(?!\n)")
    ]


class Seen(msgspec.Struct, frozen=True, tag=True):
    """The file is what it claims."""

    image: SeenImage | None = None


class Text(msgspec.Struct, frozen=True, tag=True):
    """What can be read in it."""

    text: Annotated[str, Meta(max_length=MAX_TEXT)]


class Drawing(msgspec.Struct, frozen=True):
    """One variant."""

    width: Side
    height: Side
    media_type: MediaType


class Drawn(msgspec.Struct, frozen=True, tag=True):
    """The variants that were made."""

    drawings: Annotated[tuple[Drawing, ...], Meta(max_length=20)]


class Refusal(msgspec.Struct, frozen=True, tag=True):
    """The file is refused."""

    fault: Fault
    what: Annotated[str, Meta(max_length=60, pattern=r"^[ -~]*$(?!\n)")] = ""


Task = Look | Read | Draw
Answer = Seen | Text | Drawn | Refusal


class Reply(msgspec.Struct, frozen=True):
    """An answer.

    Attributes:
        last: the child ends after it, as something came up that nobody foresaw.
    """

    answer: Answer
    last: bool = False


def variant_name(width: int, media_type: MediaType) -> str:
    """Return the file name of a variant: `w960.avif`."""
    return f"w{width}.{media_type.name.lower()}"


def located(path: Path) -> str:
    """Return where a file is, for a child that works in another folder."""
    return str(path.absolute())


def framed(message: Task | Reply) -> bytes:
    """Return a message as it is sent."""
    payload = msgspec.msgpack.encode(message)
    return len(payload).to_bytes(LENGTH_BYTES, "big") + payload
