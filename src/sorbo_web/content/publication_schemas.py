"""Publications on the wire."""

from datetime import date
from typing import Self

from msgspec import UNSET, UnsetType, to_builtins
from msgspec.structs import asdict

from sorbo_core.content.file import File, FileSize, FileType, Sha256
from sorbo_core.content.publication import Publication, PublicationCategory, PublicationDetails
from sorbo_core.shared.errors import Malformed, Violation
from sorbo_core.shared.media.link import Link
from sorbo_core.shared.text import Line, Prose
from sorbo_core.shared.validation import convert
from sorbo_web.api.entries.counted import CountedView
from sorbo_web.api.entries.schemas import EntryDraft, EntryPage, EntryPatch, EntryView, facts_of
from sorbo_web.api.wire import Body, Patch

_UNNAMED = "document"


class FileForm(Body, frozen=True, kw_only=True):
    """The file: what it is called, where it is, what kind it is, its bytes.

    Of an uploaded document (`/files/{id}`) the link is enough: all else is what the file itself is,
    whatever is said here. Any other needs a name.
    """

    name: Line | None = None
    src: Link
    type: FileType = FileType.AUTRE
    size: FileSize | None = None
    sha256: Sha256 | None = None

    def file(self) -> File:
        """Return it as publications hold it.

        Raises:
            Malformed: it has no name, and is no upload.
        """
        # Of an upload, the name is known once it is held.
        said = {name: value for name, value in asdict(self).items() if value is not None}
        file = File(**{"name": _UNNAMED, **said})
        if self.name is None and file.upload_id is None:
            raise Malformed(Violation("/file/name", "missing", {"field": "name"}))
        return file


class PublicationDraft(EntryDraft, frozen=True, kw_only=True):
    """A new publication."""

    title: Line
    description: Prose
    file: FileForm
    category: PublicationCategory = PublicationCategory.AUTRE
    issued: date | None = None

    def details(self) -> PublicationDetails:
        """Return it as the site's content holds it."""
        return convert({**self.said(), "file": to_builtins(self.file.file())}, PublicationDetails)


class FilePatch(Patch, frozen=True, kw_only=True):
    """A change of what is said about the file."""

    name: Line | UnsetType | None = UNSET
    src: Link | UnsetType | None = UNSET
    type: FileType | UnsetType | None = UNSET
    size: FileSize | UnsetType | None = UNSET
    sha256: Sha256 | UnsetType | None = UNSET


class PublicationPatch(EntryPatch, frozen=True, kw_only=True):
    """A JSON Merge Patch (RFC 7396) of a publication: absent members stay, null clears."""

    title: Line | UnsetType | None = UNSET
    description: Prose | UnsetType | None = UNSET
    file: FilePatch | UnsetType | None = UNSET
    category: PublicationCategory | UnsetType | None = UNSET
    issued: date | UnsetType | None = UNSET


class PublicationView(EntryView, frozen=True, kw_only=True):
    """A publication. Link to `/api/v1/publications/{slug}/download`, which counts."""

    description: str
    file: File
    category: PublicationCategory
    issued: date | None


class PublicationSheetView(PublicationView, CountedView, frozen=True, kw_only=True):
    """A publication and how often it was downloaded, some seconds ago. The count is not in the entity tag."""

    downloads: int

    @classmethod
    def counted(cls, entry: Publication, count: int) -> Self:
        """Return the view of a publication that was downloaded so often."""
        return cls(**facts_of(entry), downloads=count)


class PublicationPage(EntryPage, frozen=True, kw_only=True):
    """One page of publications; `next` is the cursor of the next one, null on the last."""

    items: tuple[PublicationSheetView, ...]
