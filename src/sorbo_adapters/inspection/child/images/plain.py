"""Images made plain: small enough, the right way up, sRGB, and nothing but pixels."""

import contextlib
import io

from PIL import Image, ImageCms

_ORIENTATION = 0x0112
_TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
_SIDEWAYS = frozenset({5, 6, 7, 8})
_SRGB = ImageCms.createProfile("sRGB")


def upright_size(image: Image.Image, size: tuple[int, int]) -> tuple[int, int]:
    """Return width and height of an image that has this size as it is stored."""
    return (size[1], size[0]) if _orientation(image) in _SIDEWAYS else size


def plain(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a new image of this size, the right way up, in sRGB, with transparency if it has any.

    It is made smaller before anything else: all that follows then takes little memory.
    """
    stored = upright_size(image, size)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    source = image if image.mode in {"RGB", "RGBA", "CMYK", "L"} else image.convert(mode)
    small = source.resize(stored, Image.Resampling.LANCZOS)
    pixels = _in_srgb(small, image.info.get("icc_profile"), mode)
    for turn in _TURNS.get(_orientation(image), ()):
        pixels = pixels.transpose(turn)
    # Metadata go with an image from one operation to the next, and would be saved with it.
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    return bare


def _orientation(image: Image.Image) -> int:
    value = image.getexif().get(_ORIENTATION, 1)
    return value if isinstance(value, int) else 1


def _in_srgb(image: Image.Image, profile: object, mode: str) -> Image.Image:
    if not isinstance(profile, bytes):
        return image.convert(mode)
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colors = image.convert("RGB") if alpha is not None else image
    # A profile that is broken, or for another kind of pixels, is as good as none.
    with contextlib.suppress(ImageCms.PyCMSError, OSError):
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(colors, theirs, _SRGB, outputMode="RGB")
        colors = converted if converted is not None else colors
    result = colors.convert(mode)
    if alpha is not None:
        result.putalpha(alpha)
    return result
