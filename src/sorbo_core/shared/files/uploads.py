"""What other areas ask of files that were uploaded: to keep them, because something refers to them."""

from abc import abstractmethod
from collections.abc import Collection
from typing import Protocol

import msgspec

from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.files.image import ImageFacts
from sorbo_core.shared.files.kind import FileKind, MediaType


class FileUnusable(Invalid):
    """A field names a file that is not there, of another kind, or somebody else's; a violation says which."""

    code = "file_unusable"


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """What those who refer to a file may know of it.

    Attributes:
        name: what people call it.
        size: in bytes.
        sha256: of its bytes, in hexadecimal.
        image: what is known of it if it is an image.
        text: what can be read in it, where it is a CV.
    """

    id: str
    kind: FileKind
    name: str
    media_type: MediaType
    size: int
    sha256: str
    image: ImageFacts | None = None
    text: str | None = None


class Uploads(Protocol):
    """Files that were uploaded, for those who want to refer to them."""

    @abstractmethod
    async def hold(self, id: str, kind: FileKind, *, pointer: str = "") -> Upload:
        """Keep a file for a day, within which whatever refers to it is saved. To be asked before each save.

        Args:
            id: the file's.
            kind: which it has to be of.
            pointer: JSON Pointer to the field that names it, for the violation.

        Raises:
            FileUnusable: there is none, of this kind, that was not found harmful.
        """

    @abstractmethod
    async def claim(self, id: str, kind: FileKind, *, owner: str, pointer: str = "") -> Upload:
        """Hold a file, and give it to one owner for good: `candidature:ID`. The same owner may ask again.

        Raises:
            FileUnusable: as `hold`; or it has another owner.
        """

    @abstractmethod
    async def release(self, owner: str) -> None:
        """Remove the files of an owner that keeps nothing any more. May be repeated."""


class FileReferences(Protocol):
    """Which files something of an area refers to. Every area that holds or claims files has one."""

    @abstractmethod
    async def among(self, ids: Collection[str]) -> Collection[str]:
        """Return those of these ids of files that something refers to; former versions of it count."""
