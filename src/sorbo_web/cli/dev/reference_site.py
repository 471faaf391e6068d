"""The reference site of `sorbo dev`."""

from pathlib import Path

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from sorbo_web.middleware.answers.compressed import Compressed
from sorbo_web.middleware.head import HeadAsGet
from sorbo_web.middleware.layer import send_whole
from sorbo_web.middleware.mount import Mounted
from sorbo_web.middleware.security_headers import SecurityHeaders
from sorbo_web.site.pages.answer import Pages
from sorbo_web.site.pages.headers import strict_headers

PREFIX = "/site"
_OF_THE_CHECKOUT = Path(__file__).parents[4] / "examples" / "site"


def reference_site() -> Path | None:
    """Return the folder of the reference site; None where the package is installed without examples."""
    return _OF_THE_CHECKOUT if (_OF_THE_CHECKOUT / "index.html").is_file() else None


def with_site(app: ASGIApp, folder: Path) -> ASGIApp:
    """Return the application with the pages at `/site`, as compressed and as guarded as its own answers."""
    site = SecurityHeaders(Compressed(HeadAsGet(_Site(folder))), https=False)
    return Mounted(app, at=PREFIX, inner=site)


class _Site:
    def __init__(self, folder: Path) -> None:
        self._pages = Pages(folder, headers=strict_headers(), root=f"{PREFIX}/")

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            return
        path = scope["path"].removeprefix(PREFIX)
        if scope["method"] != "GET":
            await send_whole(send, 405, [(b"allow", b"GET, HEAD")], b"")
        elif path:
            await self._pages.answer(scope, send, path)
        else:
            # Links of the first page are relative to the folder.
            await send_whole(send, 308, [(b"location", f"{PREFIX}/".encode())], b"")
