"""Pictures on the wire: a link to write, and all that a page needs of an uploaded image to read."""

from msgspec import UNSET, UnsetType

from sorbo_core.files.inspection import widths_of
from sorbo_core.files.serving.served import ENDINGS, name_in
from sorbo_core.shared.files.attached import path_of_upload
from sorbo_core.shared.files.kind import MediaType
from sorbo_core.shared.media.link import Link, Picture, UploadedImage
from sorbo_core.shared.text import Line
from sorbo_web.api.wire import Body, Patch, View

# Browsers take the first one that they read, so the smallest comes first.
_TYPES = tuple(reversed(ENDINGS))


class PictureForm(Body, frozen=True, kw_only=True):
    """A picture: an uploaded image (`/files/{id}`) or any link, and what it shows (null: decoration)."""

    src: Link
    alt: Line | None = None

    def picture(self) -> Picture:
        """Return it as entries hold it."""
        return Picture(src=self.src, alt=self.alt)


class PicturePatch(Patch, frozen=True, kw_only=True):
    """A change of a picture: of where it is, of what is said of it, of both."""

    src: Link | UnsetType | None = UNSET
    alt: Line | UnsetType | None = UNSET


class SourceView(View, frozen=True, kw_only=True):
    """A `<source>` of a `<picture>`: a type, and the widths that there are of it."""

    type: MediaType
    srcset: str


class PictureView(View, frozen=True, kw_only=True):
    """A picture, ready for `<picture>`. All but `src` and `alt` is there for uploaded images only.

    `width` and `height` are in pixels, `color` is the dominant one, `placeholder` a few pixels to blur
    while it loads. Paths are those of the host of the API.
    """

    src: str
    alt: str | None
    width: int | UnsetType = UNSET
    height: int | UnsetType = UNSET
    color: str | UnsetType = UNSET
    placeholder: str | UnsetType = UNSET
    sources: tuple[SourceView, ...] | UnsetType = UNSET

    @classmethod
    def of(cls, picture: Picture) -> "PictureView":
        """Return the view of a picture."""
        image = picture.upload
        if image is None:
            return cls(src=picture.src, alt=picture.alt)
        return cls(
            src=picture.src,
            alt=picture.alt,
            width=image.width,
            height=image.height,
            color=image.color,
            placeholder=image.placeholder,
            sources=tuple(SourceView(type=each, srcset=_srcset(image, each)) for each in _TYPES),
        )


def as_shown(value: object) -> object:
    """Return a field of an entry's details with its pictures as they are shown."""
    if isinstance(value, Picture):
        return PictureView.of(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Picture):
        return tuple(map(PictureView.of, value))
    return value


def _srcset(image: UploadedImage, type_: MediaType) -> str:
    path = path_of_upload(image.id)
    return ", ".join(f"{path}/{name_in(width, type_)} {width}w" for width in widths_of(image.width))
