"""A form with one file, taken apart while it comes in."""

from collections.abc import AsyncIterator

from multipart import MultipartError, MultipartSegment, PushMultipartParser

from sorbo_core.shared.errors import Malformed, Violation

PART = "file"
_MOST_PARTS = 1


async def file_of_form(stream: AsyncIterator[bytes], boundary: str) -> tuple[str, AsyncIterator[bytes]]:
    """Return the name of the one file of a form, and its bytes as they come in.

    Raises:
        Malformed: it is no form, or its first part is no file of the name `file`; while the bytes are
            read as well, if it ends too soon or has more parts.
    """
    parts = _parts(stream, boundary)
    first = await anext(parts, None)
    if not isinstance(first, MultipartSegment) or first.name != PART or not first.filename:
        raise Malformed(Violation(f"/{PART}", "missing", {"field": PART}))
    return first.filename, _content(parts)


async def _content(parts: AsyncIterator[MultipartSegment | bytes | None]) -> AsyncIterator[bytes]:
    async for each in parts:
        if isinstance(each, bytes | bytearray):
            yield bytes(each)


async def _parts(
    stream: AsyncIterator[bytes], boundary: str
) -> AsyncIterator[MultipartSegment | bytes | None]:
    try:
        with PushMultipartParser(boundary, max_segment_count=_MOST_PARTS, strict=True) as parser:
            async for chunk in stream:
                if chunk:
                    for event in parser.parse(chunk):
                        yield event
    except MultipartError:
        raise Malformed(Violation("", "invalid_form")) from None
