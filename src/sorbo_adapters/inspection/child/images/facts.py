"""What pages need to know of an image before they load it."""

import base64
import io

from PIL import Image

from sorbo_adapters.inspection.child.images.ends import check_end
from sorbo_adapters.inspection.child.images.opened import opened
from sorbo_adapters.inspection.child.images.plain import plain, upright_size
from sorbo_adapters.inspection.messages import SeenImage
from sorbo_core.shared.files.kind import MediaType

_SAMPLE = 32
_PLACEHOLDER = 16
_COLORS = 5


def seen(data: bytes, claimed: MediaType) -> SeenImage:
    """Decode an image and return its facts.

    Raises:
        Refuse: it cannot be decoded, or there is something behind its end.
    """
    check_end(data, claimed)
    with opened(data, (claimed,), side=_SAMPLE) as (image, stored):
        width, height = upright_size(image, stored)
        small = plain(image, _fitting(width, height, _SAMPLE))
        tiny = small.resize(_fitting(width, height, _PLACEHOLDER), Image.Resampling.LANCZOS)
        return SeenImage(width, height, _dominant(small), _placeholder(tiny))


def _fitting(width: int, height: int, side: int) -> tuple[int, int]:
    scale = side / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _dominant(image: Image.Image) -> str:
    """Return the commonest of a few colours, where the image is not transparent."""
    reduced = image.convert("RGB").quantize(_COLORS)
    opaque = image.getchannel("A").point(lambda alpha: 255 * (alpha > 127)) if image.mode == "RGBA" else None  # noqa: PLR2004 — half
    counts = reduced.histogram(opaque)[:_COLORS]
    if not any(counts):
        return "#ffffff"
    index = counts.index(max(counts))
    red, green, blue = (reduced.getpalette() or [255] * 3 * _COLORS)[3 * index : 3 * index + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _placeholder(image: Image.Image) -> str:
    output = io.BytesIO()
    image.save(output, "WEBP", quality=20, method=6)
    return f"data:image/webp;base64,{base64.b64encode(output.getvalue()).decode()}"
