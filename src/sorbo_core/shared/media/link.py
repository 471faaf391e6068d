"""Links and pictures: where something is, on this site or elsewhere on the web."""

from collections.abc import Collection
from typing import Annotated, ClassVar, Self
from urllib.parse import quote, urljoin

import msgspec
from msgspec import Meta

from sorbo_core.shared.files.attached import Attached, is_upload, path_of_upload
from sorbo_core.shared.files.image import ImageFacts
from sorbo_core.shared.files.kind import FileKind
from sorbo_core.shared.files.uploads import Upload
from sorbo_core.shared.text import Line

# What a path or query may not have: controls, quotes and brackets, and what is invisible or turns text.
_NOT = r"\x00-\x1f\x7f\x22<>\\^`{|}\u0080-\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
# A second slash or a backslash at the start would name a host: browsers read `/\host` as `//host`.
_LINK = rf"^(https?://[A-Za-z0-9.-]+(:[0-9]{{1,5}})?([/?#][^{_NOT}]*)?|/([^/{_NOT}][^{_NOT}]*)?)$(?!\n)"

Link = Annotated[str, Meta(min_length=1, max_length=2000, pattern=_LINK)]
"""A URL of http or https without a user, or a path of the site (`/images/a.jpg`), which may hold blanks."""


# What a URL is made of, and `%` for what is encoded already.
_KEPT = "%/:?#[]@!$&'()*+,;=~"


def located(link: Link, *, site_url: str, files_url: str) -> str:
    """Return where a link leads, as URLs are written: absolute, in ASCII, encoded once.

    Paths are of the site, those of uploads of the host that serves files.
    """
    return quote(urljoin(files_url if is_upload(link) else site_url, link), safe=_KEPT)


class UploadedImage(ImageFacts, frozen=True, kw_only=True):
    """What is known of the image behind a picture.

    Attributes:
        id: the file's.
    """

    id: str


class Picture(Attached, frozen=True, kw_only=True, omit_defaults=True):
    """A picture, wherever it is.

    Attributes:
        src: where it is: an image that was uploaded (`/files/ID`), or any link.
        alt: what it shows, for who cannot see it; None where it is decoration.
        upload: what is known of an image that was uploaded; None for any other picture.
    """

    kind: ClassVar = FileKind.IMAGE

    src: Link
    alt: Line | None = None
    upload: UploadedImage | None = None

    @property
    def link(self) -> str:
        """Where it is."""
        return self.src

    def of(self, upload: Upload) -> Self:
        """Return it with what is known of the image."""
        facts = msgspec.structs.asdict(upload.image) if upload.image else None
        known = UploadedImage(id=upload.id, **facts) if facts else None
        return msgspec.structs.replace(self, src=path_of_upload(upload.id), upload=known)

    def like(self, known: Self) -> Self:
        """Return it with what is known of the same image already."""
        return msgspec.structs.replace(self, src=known.src, upload=known.upload)

    def apart_from(self, known: Collection[Self]) -> Self:  # noqa: ARG002 — whatever that was
        """Return it without what was known of another image."""
        return self if self.upload is None else msgspec.structs.replace(self, upload=None)
