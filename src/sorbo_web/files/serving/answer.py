"""A file as an answer."""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from urllib.parse import quote

from litestar.response.base import ASGIResponse

from sorbo_core.files.serving.served import Opened
from sorbo_web.api.request import ApiRequest
from sorbo_web.api.tables.download import Download
from sorbo_web.files.serving.ranges import asked_range
from sorbo_web.middleware.answers.tags import names
from sorbo_web.middleware.head import wants_head_only

FOR_EVER = "public, max-age=31536000, immutable"
FOR_NOBODY = "private, no-store"
# Whatever a browser takes a file for, it runs nothing of it.
_SANDBOX = "default-src 'none'; sandbox"

Read = Callable[..., Awaitable[AsyncIterator[bytes]]]
"""Reads an opened file from `start` to before `end`."""


def file_answer(request: ApiRequest, file: Opened, read: Read, *, kept: str) -> ASGIResponse:
    """Answer with a file: whole or a range of it, its headers alone, or that the caller has it already.

    Args:
        request: what is asked.
        file: what is served.
        read: reads it; nothing is read for a HEAD or a 304.
        kept: the Cache-Control.

    Raises:
        RangeNotSatisfiable: the file ends before the range that is asked for.
    """
    tag = f'"{file.tag}"'
    headers = {
        "etag": tag,
        "cache-control": kept,
        "content-security-policy": _SANDBOX,
        # Pages of the site, which is another origin than the API, show images.
        "cross-origin-resource-policy": "cross-origin",
        "accept-ranges": "bytes",
    }
    known = request.headers.get("if-none-match")
    if known is not None and names(known.encode("latin-1"), tag.encode()):
        return Download(_nothing(), headers, status=304)
    headers["content-type"] = file.media_type
    headers["content-disposition"] = disposition(file.name, inline=file.inline)
    if wants_head_only(request.scope):
        headers["content-length"] = str(file.size)
        return Download(_nothing(), headers)
    part = asked_range(request.headers, size=file.size, tag=tag)
    start, end = part or (0, file.size)
    headers["content-length"] = str(end - start)
    if part is not None:
        headers["content-range"] = f"bytes {start}-{end - 1}/{file.size}"
    return Download(_chunks(read, file, start, end), headers, status=200 if part is None else 206)


def disposition(name: str, *, inline: bool) -> str:
    """Return the Content-Disposition of a name (RFC 6266): in ASCII for old clients, in full for others."""
    ascii_name = "".join(c if c.isascii() and c not in '"\\%' else "_" for c in name)
    how = "inline" if inline else "attachment"
    return f"{how}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"


async def _chunks(read: Read, file: Opened, start: int, end: int) -> AsyncGenerator[bytes, None]:
    chunks = await read(file, start=start, end=end)
    if isinstance(chunks, AsyncGenerator):
        async with aclosing(chunks):
            async for chunk in chunks:
                yield chunk
        return
    async for chunk in chunks:
        yield chunk


async def _nothing() -> AsyncGenerator[bytes, None]:
    yield b""
