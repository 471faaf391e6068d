"""The layer that serves a site's static pages beside the API, from one origin."""

from collections.abc import Iterable
from pathlib import Path

from litestar.types import ASGIApp, HTTPScope, Receive, Send

from sorbo_web.middleware.layer import Headers, Layer
from sorbo_web.site.pages.answer import Pages


class SitePages(Layer):
    """Answers reads of whatever is not the API's from a folder; all else goes on to the API.

    Args:
        app: the API.
        folder: the pages.
        own: the paths of the API's routes. What begins as one of them does is the API's, there or not.
        headers: what pages and files are sent with.
    """

    def __init__(self, app: ASGIApp, *, folder: Path, own: Iterable[str], headers: Headers) -> None:
        super().__init__(app)
        self._own = frozenset(map(_beginning, own)) - {""}
        self._pages = Pages(folder, headers=headers)

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = scope["path"]
        if scope["method"] != "GET" or _beginning(path) in self._own:
            await self._app(scope, receive, send)
            return
        await self._pages.answer(scope, send, path)


def _beginning(path: str) -> str:
    """Return the first part of a path; the router takes doubled slashes for one."""
    return path.lstrip("/").partition("/")[0]
