"""Entity tags of encoded representations: `"v12"` in brotli is `"v12-br"`."""

from typing import Final

from sorbo_web.middleware.answers.encodings import ENCODINGS

_SUFFIXES: Final = tuple(f"-{encoding}".encode() for encoding in ENCODINGS)


def tagged(tag: bytes, encoding: str) -> bytes:
    """Return the strong entity tag of a representation in an encoding, from that of the plain one."""
    return tag[:-1] + b"-" + encoding.encode() + b'"' if encoding else tag


def plain(tag: bytes) -> tuple[bytes, str]:
    """Return the tag of the plain representation, and the encoding of the one that was named."""
    for suffix, encoding in zip(_SUFFIXES, ENCODINGS, strict=True):
        if tag.endswith(suffix + b'"'):
            return tag[: -len(suffix) - 1] + b'"', encoding
    return tag, ""


def names(if_none_match: bytes, tag: bytes) -> bool:
    """Tell whether If-None-Match names this tag.

    It compares weakly (RFC 9110 section 13.1.2): a cache that compressed may have added W/.
    """
    if if_none_match == tag:
        return True
    offered = {part.strip().removeprefix(b"W/") for part in if_none_match.split(b",")}
    return tag in offered or b"*" in offered
