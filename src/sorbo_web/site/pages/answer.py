"""Reads of a site's static pages, answered."""

import asyncio
from pathlib import Path
from typing import Final

from litestar.types import HTTPScope, Send

from sorbo_web.middleware.answers.tags import names
from sorbo_web.middleware.head import wants_head_only
from sorbo_web.middleware.layer import Headers, header, send_whole
from sorbo_web.site.pages.folder import PageFile, PagesFolder
from sorbo_web.site.pages.ranges import Part, Unsatisfiable, part_of

_ROUTE: Final = "/{page}"
_CHUNK: Final = 262_144
_FRESH: Final = (b"cache-control", b"no-cache")
# Their names stay the same when their content changes: a few minutes is what may be out of date.
_FOR_A_WHILE: Final = (b"cache-control", b"public, max-age=600")
_GONE: Final = """<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Page introuvable</title></head>
<body><main><h1>Page introuvable</h1><p>Cette page n'existe pas ou n'existe plus.</p>
<p><a href="/">Retour à l'accueil</a></p></main></body>
</html>
""".encode()

# What the page about what is not there says of its links: it is shown at any depth.
_BASE: Final = b'<base href="/">'


class Pages:
    """Answers from a folder.

    Args:
        folder: the pages.
        headers: what each is sent with.
        root: where the folder is, with a slash at the end.
    """

    def __init__(self, folder: Path, *, headers: Headers, root: str = "/") -> None:
        self._folder = PagesFolder(folder)
        self._headers = tuple(headers)
        self._base = b'<base href="%s">' % root.encode()

    async def answer(self, scope: HTTPScope, send: Send, path: str) -> None:
        """Answer a GET with what is at a decoded path of the folder."""
        scope["path_template"] = _ROUTE
        found = await asyncio.to_thread(self._folder.file, path)
        if found is not None:
            await self._send(scope, send, found)
        elif await asyncio.to_thread(self._folder.is_folder, path):
            await self._send_to_folder(scope, send)
        else:
            await self._send_nothing(send)

    async def _send_to_folder(self, scope: HTTPScope, send: Send) -> None:
        # Of a path that names a folder of ours: it can lead to no other host.
        asked, query = scope.get("raw_path", scope["path"].encode()).partition(b"?")[0], scope["query_string"]
        place = asked + b"/" + (b"?" + query if query else b"")
        await send_whole(send, 308, [(b"location", place), *self._headers], b"")

    async def _send(self, scope: HTTPScope, send: Send, file: PageFile) -> None:
        tag = file.tag.encode()
        told = [
            (b"etag", tag),
            (b"last-modified", file.last_modified.encode()),
            (b"accept-ranges", b"bytes"),
            _FRESH if file.is_page else _FOR_A_WHILE,
            (b"content-type", file.media_type.encode()),
            *self._headers,
        ]
        known = header(scope, b"if-none-match")
        if known is not None and names(known, tag):
            await send_whole(send, 304, told, b"")
            return
        asked = header(scope, b"range")
        if header(scope, b"if-range") not in {None, tag}:
            asked = None
        try:
            part = part_of(asked, file.size)
        except Unsatisfiable:
            size = (b"content-range", b"bytes */%d" % file.size)
            await send_whole(send, 416, [size, *told], b"")
            return
        await _send_part(scope, send, file, part, told)

    async def _send_nothing(self, send: Send) -> None:
        own = await asyncio.to_thread(self._folder.not_found)
        body = await asyncio.to_thread(own.path.read_bytes) if own is not None else _GONE
        body = body.replace(_BASE, self._base, 1)
        told = [(b"content-type", b"text/html; charset=utf-8"), _FRESH, *self._headers]
        await send_whole(send, 404, [(b"content-length", b"%d" % len(body)), *told], body)


async def _send_part(scope: HTTPScope, send: Send, file: PageFile, part: Part | None, told: Headers) -> None:
    """Send a file, or a part of it; what is small in one piece, so that it is compressed."""
    status, first, length = (200, 0, file.size) if part is None else (206, part.first, part.length)
    headers = [*told, (b"content-length", b"%d" % length)]
    if part is not None:
        last = first + length - 1
        headers.append((b"content-range", b"bytes %d-%d/%d" % (first, last, file.size)))
    if wants_head_only(scope):
        length = 0
    # A part in pieces, however small: compressed, it would be no part of the whole any more.
    whole = part is None and length <= _CHUNK
    # Opened before anything is sent: of a file that has just gone, there is an answer.
    with await asyncio.to_thread(file.path.open, "rb") as opened:
        await send({"type": "http.response.start", "status": status, "headers": headers})
        opened.seek(first)
        while length:
            data = await asyncio.to_thread(opened.read, min(_CHUNK, length))
            if not data:  # it got shorter meanwhile: the connection is cut, and the client notices
                raise OSError(file.path.name)
            length -= len(data)
            await send({"type": "http.response.body", "body": data, "more_body": not whole})
            if whole:
                return
    await send({"type": "http.response.body", "body": b"", "more_body": False})
