"""Images, plain and hostile, made as they are needed."""

import io
import struct
import zlib

from PIL import Image, ImageCms

from sorbo_core.files.faults import Fault
from support.corpus.archives import archive
from support.corpus.papers import paper

_ORIENTATION, _SOFTWARE, _GPS = 0x0112, 0x0131, 0x8825
SECRET = "appareil de la direction"
"""What stands in the metadata of `photo`, and must not be served."""


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **how: object) -> bytes:
    """Return an image: red on the left, blue on the right."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    output = io.BytesIO()
    image.convert(mode).save(output, kind, **how)
    return output.getvalue()


def photo(kind: str = "JPEG", size: tuple[int, int] = (64, 48), orientation: int = 6) -> bytes:
    """Return an image with metadata of every kind: EXIF with a place, XMP, a colour profile."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[_SOFTWARE] = SECRET
    exif.get_ifd(_GPS).update({1: "N", 2: (14.0, 41.0, 34.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return picture(
        kind, size, exif=exif, icc_profile=profile, xmp=f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
    )


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that says that it is as large as that, and has hardly any bytes."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(bytes(9_000_000))),
            _chunk(b"IEND"),
        )
    )


def moving(kind: str) -> bytes:
    """Return an image of two."""
    output = io.BytesIO()
    frames = [Image.new("RGB", (16, 16), color) for color in ("red", "blue")]
    frames[0].save(output, kind, save_all=True, append_images=frames[1:])
    return output.getvalue()


def hostile_pictures() -> dict[str, tuple[bytes, str, Fault]]:
    """Return images that must be refused, with their extensions, by what they are, and why."""
    png, jpeg, webp, avif = (picture(kind) for kind in ("PNG", "JPEG", "WEBP", "AVIF"))
    zipped, script = archive({"a.txt": "a"}), b"<?php system($_GET['c']); ?>"
    return {
        "65500 by 65500": (png_of(65_500, 65_500), "png", Fault.TOO_MANY_PIXELS),
        "60 megapixels": (png_of(10_000, 6_000), "png", Fault.TOO_MANY_PIXELS),
        "a thread": (picture(size=(2_000, 20)), "png", Fault.TOO_LONG_AND_NARROW),
        "half a PNG": (png[: len(png) // 2], "png", Fault.TRUNCATED),
        "half a JPEG": (jpeg[: len(jpeg) // 2], "jpg", Fault.TRUNCATED),
        "half a WebP": (webp[: len(webp) // 2], "webp", Fault.TRUNCATED),
        "half an AVIF": (avif[: len(avif) // 2], "avif", Fault.TRUNCATED),
        "a broken PNG": (png[:45] + b"\0\0\0\0" + png[49:], "png", Fault.UNREADABLE),
        "an archive behind a JPEG": (jpeg + zipped, "jpg", Fault.POLYGLOT),
        "an archive behind a PNG": (png + zipped, "png", Fault.POLYGLOT),
        "anything behind a PNG": (png + b"anything", "png", Fault.POLYGLOT),
        "anything behind a WebP": (webp + b"anything", "webp", Fault.POLYGLOT),
        "an archive behind an AVIF": (avif + zipped, "avif", Fault.POLYGLOT),
        "a paper behind a JPEG": (jpeg + paper(), "jpg", Fault.POLYGLOT),
        "PHP in a JPEG": (picture("JPEG", comment=script), "jpg", Fault.POLYGLOT),
        "JavaScript in a JPEG": (
            picture("JPEG", comment=b"<script>alert(1)</script>"),
            "jpg",
            Fault.POLYGLOT,
        ),
        "a page behind a JPEG": (jpeg + b"<html><body onload='x()'>", "jpg", Fault.POLYGLOT),
        "a drawing with a script": (b"<svg><script>x()</script></svg>", "png", Fault.VECTOR_IMAGE),
        "a drawing by its own name": (b"<svg/>", "svg", Fault.VECTOR_IMAGE),
        "a GIF": (b"GIF89a" + bytes(99), "png", Fault.TYPE_NOT_ALLOWED),
        "a GIF that is an archive": (b"GIF89a" + zipped, "png", Fault.TYPE_NOT_ALLOWED),
        "a JPEG by another name": (jpeg, "png", Fault.EXTENSION_MISMATCH),
        "a PNG that moves": (moving("PNG"), "png", Fault.ANIMATED),
        "a WebP that moves": (moving("WEBP"), "webp", Fault.ANIMATED),
        "nothing": (b"", "png", Fault.EMPTY),
    }


def harmless_pictures() -> dict[str, tuple[bytes, str]]:
    """Return images that must be accepted, with their extensions, by what they are."""
    return {
        "a PNG": (picture(), "png"),
        "a JPEG": (picture("JPEG"), "jpeg"),
        "a WebP": (picture("WEBP"), "webp"),
        "an AVIF": (picture("AVIF"), "avif"),
        "a photo": (photo(), "jpg"),
        "a photo with film behind it": (photo() + b"\0\0\0\x18ftypmp42" + bytes(5_000), "jpg"),
        "two photos of one moment": (moving("MPO"), "jpg"),
        "a JPEG for print": (picture("JPEG", mode="CMYK"), "jpg"),
        "a picture of few colours": (picture(mode="P"), "png"),
        "a grey one": (picture(mode="L"), "png"),
        "one of 16 bits": (_deep(), "png"),
    }


def _deep() -> bytes:
    output = io.BytesIO()
    Image.new("I;16", (64, 48), 30_000).save(output, "PNG")
    return output.getvalue()


def _chunk(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
