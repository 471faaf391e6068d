"""Content encodings: which one a client wants, and how a body gets it (RFC 9110 sections 8.4 and 12.5.3)."""

import gzip
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

import brotli
import zstandard

IDENTITY: Final = ""
WORTHWHILE: Final = 1024
"""Bytes; what is smaller fits in one packet anyway, and is left alone."""

# Levels that take about a millisecond for 28 kB of JSON, and leave about a tenth of it.
_ZSTD_LEVEL, _BROTLI_QUALITY, _GZIP_LEVEL = 9, 5, 6

_ENCODERS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "zstd": zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress,
    "br": lambda body: brotli.compress(body, quality=_BROTLI_QUALITY),
    # No instant in it: the same body is the same bytes, and has the same entity tag.
    "gzip": lambda body: gzip.compress(body, _GZIP_LEVEL, mtime=0),
}
ENCODINGS: Final = tuple(_ENCODERS)
"""The encodings that are known; where a client likes several alike, the first of them is used."""

_TEXTUAL = (b"application/json", b"application/problem+json", b"application/openapi+json", b"text/")


def is_textual(content_type: bytes) -> bool:
    """Tell whether bodies of this type get smaller; images, archives and workbooks are packed already."""
    return content_type.startswith(_TEXTUAL)


def compressed(body: bytes, encoding: str) -> bytes:
    """Return a body in one of ENCODINGS."""
    return _ENCODERS[encoding](body)


@lru_cache(maxsize=512)
def preferred(accept_encoding: bytes | None) -> str:
    """Return the encoding that a client likes best among those that are known; IDENTITY for none.

    An encoding that is refused with `q=0`, by name or by `*`, is never used. A field that cannot be
    made out counts as absent.
    """
    if not accept_encoding:
        return IDENTITY
    liked: dict[str, float] = {}
    for part in accept_encoding.decode("latin-1").lower().split(","):
        name, _, parameters = part.strip().partition(";")
        quality = _quality(parameters)
        if quality is None:
            return IDENTITY
        liked[name.strip()] = quality
    others = liked.get("*", 0.0)
    best = max(ENCODINGS, key=lambda name: liked.get(name, others))
    quality = liked.get(best, others)
    return best if quality > 0 and quality >= liked.get("identity", 0.0) else IDENTITY


def _quality(parameters: str) -> float | None:
    text = parameters.strip()
    if not text:
        return 1.0
    name, _, value = text.partition("=")
    try:
        quality = float(value)
    except ValueError:
        return None
    return quality if name.strip() == "q" and 0 <= quality <= 1 else None
