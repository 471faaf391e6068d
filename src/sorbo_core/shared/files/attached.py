"""What refers to a file by a link, which may be that of one that was uploaded."""

import re
from abc import abstractmethod
from collections.abc import Collection
from typing import ClassVar, Self

import msgspec

from sorbo_core.shared.files.kind import FileKind
from sorbo_core.shared.files.uploads import Upload

_ID = "[0-9a-f]{32}"
# Whatever follows is a name of the same file: people copy the address of a variant as well.
_LINK = re.compile(rf"/files/({_ID})(?:[/?#].*)?")
_MENTION = re.compile(rf"/files/({_ID})(?![0-9a-f])".encode())


class Attached(msgspec.Struct, frozen=True, kw_only=True):
    """A picture or a document of an entry; what is known of an upload is never the caller's to say.

    Attributes:
        kind: which an upload has to be of.
    """

    kind: ClassVar[FileKind]

    @property
    @abstractmethod
    def link(self) -> str:
        """Where it is."""

    @abstractmethod
    def of(self, upload: Upload) -> Self:
        """Return it with what is known of the upload that it names."""

    @abstractmethod
    def like(self, known: Self) -> Self:
        """Return it with what is known of the same upload already."""

    @abstractmethod
    def apart_from(self, known: Collection[Self]) -> Self:
        """Return it, which is no upload, without what was known of these."""

    @property
    def upload_id(self) -> str | None:
        """The id of the upload that it names, if it names one."""
        found = _LINK.fullmatch(self.link)
        return found[1] if found else None


def is_upload(link: str) -> bool:
    """Tell whether a link names an upload."""
    return _LINK.fullmatch(link) is not None


def path_of_upload(id: str) -> str:
    """Return the link by which entries name an upload."""
    return f"/files/{id}"


def uploads_in(value: object) -> tuple[str, ...]:
    """Return the ids of all uploads that a value mentions: in links, and in the midst of texts."""
    found = set(_MENTION.findall(msgspec.json.encode(value)))
    return tuple(sorted(id_.decode() for id_ in found))
