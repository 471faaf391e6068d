"""Variants of an image, each a new file that holds pixels and nothing else."""

from pathlib import Path
from typing import Any

from PIL import Image

from sorbo_adapters.inspection.child.images.opened import opened
from sorbo_adapters.inspection.child.images.plain import plain, upright_size
from sorbo_adapters.inspection.messages import Drawing, Drawn, variant_name
from sorbo_core.files.inspection import WIDTHS, widths_of
from sorbo_core.shared.files.kind import MediaType

_TYPES: dict[MediaType, dict[str, Any]] = {
    MediaType.WEBP: {"quality": 80, "method": 4},
    # Slower speeds save a tenth of the bytes for several times the work.
    MediaType.AVIF: {"quality": 60, "speed": 8, "max_threads": 1},
}


def draw(path: str, into: str) -> Drawn:
    """Make the variants of an image in a folder.

    Raises:
        Refuse: it cannot be decoded.
    """
    with opened(Path(path).read_bytes(), side=max(WIDTHS)) as (image, stored):
        width, height = upright_size(image, stored)
        widths = widths_of(width)
        largest = plain(image, _sized(width, height, max(widths)))
    drawings: list[Drawing] = []
    for each in widths:
        size = _sized(width, height, each)
        drawn = largest if size == largest.size else largest.resize(size, Image.Resampling.LANCZOS)
        drawings += [_saved(drawn, media_type, into) for media_type in _TYPES]
    return Drawn(tuple(drawings))


def _sized(width: int, height: int, wanted: int) -> tuple[int, int]:
    return wanted, max(1, round(height * wanted / width))


def _saved(image: Image.Image, media_type: MediaType, into: str) -> Drawing:
    target = f"{into}/{variant_name(image.width, media_type)}"
    image.save(target, media_type.name, **_TYPES[media_type])
    return Drawing(image.width, image.height, media_type)
