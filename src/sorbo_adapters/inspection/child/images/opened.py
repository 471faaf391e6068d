"""Images opened and decoded to the last pixel, within bounds."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import AvifImagePlugin, Image, ImageFile, UnidentifiedImageError

from sorbo_adapters.inspection.child.refuse import Refuse
from sorbo_core.files.faults import Fault
from sorbo_core.shared.files.kind import MediaType

MOST_PIXELS = 50_000_000
FORMATS = (MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.AVIF)
_MOST_RATIO = 8
"""WebP has no side of over 16383 pixels: at our widest, that is eight times the width."""

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False
# One thread, for a bounded address space: each further one reserves its own.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1


@contextmanager
def opened(
    data: bytes, formats: tuple[MediaType, ...] = FORMATS, *, side: int
) -> Iterator[tuple[Image.Image, tuple[int, int]]]:
    """Open an image and decode it, a JPEG no larger than it takes to have sides of so many pixels.

    Yields the image, and the size that it is stored in.

    Raises:
        Refuse: it is too large, broken, cut off or moves.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=[each.name for each in formats]) as image:
                _check(image)
                size = image.size
                image.draft(None, (side, side))
                image.load()
                yield image, size
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Refuse(Fault.TOO_MANY_PIXELS) from error
        except UnidentifiedImageError as error:
            raise Refuse(Fault.UNREADABLE, "UnidentifiedImageError") from error
        except (OSError, SyntaxError, EOFError, ValueError, RuntimeError) as error:
            cut = "truncated" in str(error) or "unexpected end" in str(error).lower()
            raise Refuse(Fault.TRUNCATED if cut else Fault.UNREADABLE, type(error).__name__) from error


def _check(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise Refuse(Fault.TOO_MANY_PIXELS, f"{width} x {height}")
    if max(width, height) > _MOST_RATIO * min(width, height):
        raise Refuse(Fault.TOO_LONG_AND_NARROW, f"{width} x {height}")
    # Phones keep a second picture behind the first of a JPEG (MPO); that is no animation.
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise Refuse(Fault.ANIMATED)
