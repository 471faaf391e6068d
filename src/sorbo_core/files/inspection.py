"""What is found out about an uploaded file before anything else happens to it."""

from abc import abstractmethod
from pathlib import Path
from typing import Protocol

import msgspec

from sorbo_core.shared.files.image import ImageFacts
from sorbo_core.shared.files.kind import FileKind, MediaType


class Inspected(msgspec.Struct, frozen=True, kw_only=True):
    """What a file is.

    Attributes:
        media_type: what its bytes are.
        image: what is known of it if it is an image.
        text: what can be read in a CV, for searching; at most 100 000 characters; None where that is
            nothing, cannot be told, or the file is no CV.
    """

    media_type: MediaType
    image: ImageFacts | None = None
    text: str | None = None


class Inspector(Protocol):
    """Opens files that nobody trusts, where they can do no harm."""

    @abstractmethod
    async def inspect(self, path: Path, *, kind: FileKind, name: str) -> Inspected:
        """Return what the file is, once nothing is found that no file of this kind may hold.

        Raises:
            FileRefused: it is something else than its name says, than its kind allows, broken,
                encrypted, active, or would unfold to more than there is room for.
            Unavailable: too many files wait to be inspected.
        """


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """An image in one size and type, to serve: without metadata, the right way up.

    Attributes:
        path: where the bytes are until they are stored.
    """

    width: int
    height: int
    media_type: MediaType
    path: Path


class ImageWorkshop(Protocol):
    """Makes what is served of an image."""

    @abstractmethod
    async def variants(self, path: Path, *, into: Path) -> tuple[Variant, ...]:
        """Make an image in WebP and AVIF, at each of `WIDTHS` that it has the pixels for.

        An image that is narrower than the narrowest comes in its own width.

        Raises:
            FileRefused: it cannot be decoded after all.
        """


WIDTHS = (480, 960, 1920)
"""The widths that pages choose from, in pixels: a phone, a tablet or a dense phone, a desktop."""


def widths_of(width: int) -> tuple[int, ...]:
    """Return the widths in which an image of this width is made; of a narrow one, its own."""
    return tuple(each for each in WIDTHS if each <= width) or (width,)


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What a scanner says.

    Attributes:
        threat: the name of what was found; None where nothing was.
    """

    threat: str | None = None


class Scanner(Protocol):
    """Looks for what is known to be harmful."""

    @abstractmethod
    async def scan(self, path: Path) -> Verdict:
        """Return what is found in a file.

        Raises:
            Unavailable: the scanner does not answer; the file is as unknown as before.
        """
