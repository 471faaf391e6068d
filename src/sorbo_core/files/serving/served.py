"""What is served of a file, and under which names."""

from urllib.parse import quote

import msgspec

from sorbo_core.files.errors import FileNotFound, FileNotReady
from sorbo_core.files.stored_file import FileState, StoredFile, StoredVariant
from sorbo_core.shared.files.kind import MediaType

ENDINGS = {MediaType.WEBP: "webp", MediaType.AVIF: "avif"}
"""Of the types that variants are made in; the first is the one that is read most widely."""


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent to whoever reads a file.

    Attributes:
        key: of the bytes, in the storage.
        size: in bytes.
        name: that it is saved under.
        tag: tells its bytes from all others.
        inline: whether a page may show it; it is saved otherwise.
    """

    key: str
    size: int
    media_type: MediaType
    name: str
    tag: str
    inline: bool = False


def name_of(variant: StoredVariant) -> str:
    """Return the name under which a variant is served: `w960.avif`."""
    return name_in(variant.width, variant.media_type)


def name_in(width: int, media_type: MediaType) -> str:
    """Return the name of an image in this width and type, whether or not it is made yet."""
    return f"w{width}.{ENDINGS[media_type]}"


def path_of(file: StoredFile) -> str | None:
    """Return the path of a public file, for good; None while there is none, or if it is not public.

    Of an image, it is that of the widest variant in the type that is read most widely.
    """
    if not file.public or file.state is not FileState.READY:
        return None
    name = file.name
    if file.image is not None:
        wanted = next(iter(ENDINGS))
        widest = max((each for each in file.variants if each.media_type is wanted), key=lambda v: v.width)
        name = name_of(widest)
    return f"/files/{file.id}/{quote(name, safe='')}"


def ready(file: StoredFile) -> StoredFile:
    """Return the file itself if it may be served.

    Raises:
        FileNotReady: it waits to be scanned, or for its variants.
        FileNotFound: it was found harmful, or is being removed.
    """
    if file.state is FileState.PENDING:
        raise FileNotReady
    if file.state is not FileState.READY:
        raise FileNotFound
    return file


def opened(file: StoredFile) -> Opened:
    """Return what was uploaded, to be saved. Never that of an image: it may tell where it was taken."""
    return Opened(key=file.key, size=file.size, media_type=file.media_type, name=file.name, tag=file.sha256)


def opened_as(file: StoredFile, name: str) -> Opened:
    """Return what is served of a public file under a name.

    Raises:
        FileNotFound: nothing is.
    """
    if file.image is None:
        if name != file.name:
            raise FileNotFound
        return opened(file)
    found = next((each for each in file.variants if name_of(each) == name), None)
    if found is None:
        raise FileNotFound
    stem = file.name.rpartition(".")[0]
    return Opened(
        key=found.key,
        size=found.size,
        media_type=found.media_type,
        name=f"{stem}.{ENDINGS[found.media_type]}",
        tag=f"{file.sha256}-w{found.width}.{ENDINGS[found.media_type]}",
        inline=True,
    )
