"""Files on the wire."""

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta

from sorbo_core.files.serving.served import name_of, path_of
from sorbo_core.files.stored_file import FileState, StoredFile
from sorbo_core.files.use_cases.upload.begin_direct import DirectUpload
from sorbo_core.shared.files.image import ImageFacts
from sorbo_core.shared.files.kind import FileKind, MediaType
from sorbo_core.shared.text import Line
from sorbo_web.api.wire import Body, View


class ImageView(View, frozen=True, kw_only=True):
    """What pages need of an image before it is there: its size in pixels, its colour, a few pixels of it."""

    width: int
    height: int
    color: str
    placeholder: str

    @classmethod
    def of(cls, facts: ImageFacts | None) -> "ImageView | None":
        """Return the view of what is known of an image."""
        if facts is None:
            return None
        return cls(width=facts.width, height=facts.height, color=facts.color, placeholder=facts.placeholder)


class VariantView(View, frozen=True, kw_only=True):
    """An image in one width and type, and where it is."""

    width: int
    media_type: MediaType
    size: int
    url: str


class FileView(View, frozen=True, kw_only=True):
    """A file. `url` is where anybody reads it, null until it is ready, and for a CV always."""

    id: str
    kind: FileKind
    name: str
    media_type: MediaType
    size: int
    sha256: str
    state: FileState
    url: str | None
    image: ImageView | None
    variants: tuple[VariantView, ...]
    uploaded_by: str | None
    held_until: datetime
    created_at: datetime
    updated_at: datetime
    version: int

    @classmethod
    def of(cls, file: StoredFile) -> "FileView":
        """Return the view of a file."""
        variants = tuple(
            VariantView(
                width=each.width,
                media_type=each.media_type,
                size=each.size,
                url=f"/files/{file.id}/{name_of(each)}",
            )
            for each in file.variants
        )
        made: dict[str, Any] = {"url": path_of(file), "image": ImageView.of(file.image), "variants": variants}
        same = {name: getattr(file, name) for name in cls.__struct_fields__ if name not in made}
        return cls(**made, **same)


class FilePage(View, frozen=True, kw_only=True):
    """One page of files; `next` is the cursor of the next one, null on the last."""

    items: tuple[FileView, ...]
    next: str | None


class DirectUploadForm(Body, frozen=True, kw_only=True):
    """A file that is about to be sent to the storage: what it is for, its name, size in bytes and type."""

    kind: FileKind
    name: Line
    size: Annotated[int, Meta(ge=1)]
    media_type: MediaType


class DirectUploadView(View, frozen=True, kw_only=True):
    """Where to send a file with one `PUT` and these headers, and the ticket that completes it."""

    id: str
    url: str
    headers: dict[str, str]
    expires_at: datetime
    ticket: str

    @classmethod
    def of(cls, upload: DirectUpload) -> "DirectUploadView":
        """Return the view of an upload that was begun."""
        return cls(**{name: getattr(upload, name) for name in cls.__struct_fields__})


class Completion(Body, frozen=True, kw_only=True):
    """That the file is in the storage, with the ticket of its upload."""

    ticket: Annotated[str, Meta(min_length=1, max_length=2000)]
