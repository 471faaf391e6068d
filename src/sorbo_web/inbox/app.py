"""The inbox of `sorbo dev`: the mails that it caught, in front of the API."""

from http import HTTPStatus

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from sorbo_web.inbox import pages
from sorbo_web.inbox.mailbox import CaughtMail, Mailbox
from sorbo_web.inbox.pages import PREFIX, Page
from sorbo_web.middleware.mount import Mounted
from sorbo_web.middleware.security_headers import SecurityHeaders

_METHODS = ("GET", "HEAD")
_VIEWS = {"": pages.mail_page, "html": pages.html_content, "source": pages.source}


class InboxApp:
    """An ASGI application that shows a mailbox under `/inbox`."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != ScopeType.HTTP:
            return
        if scope["method"] in _METHODS:
            page = await self._page(scope["path"].removeprefix(PREFIX).strip("/"))
        else:
            page = Page(
                status=HTTPStatus.METHOD_NOT_ALLOWED, headers={"allow": ", ".join(_METHODS)}, body=b""
            )
        await _answer(page, send, with_body=scope["method"] != "HEAD")

    async def _page(self, path: str) -> Page:
        if not path:
            return pages.mail_list(await self._mailbox.newest())
        if path == "style.css":
            return pages.style()
        id, _, view = path.partition("/")
        mail: CaughtMail | None = await self._mailbox.find(id) if view in _VIEWS else None
        return _VIEWS[view](mail) if mail else pages.not_found()


def with_inbox(app: ASGIApp, inbox: ASGIApp) -> ASGIApp:
    """Return the application with the inbox at `/inbox`, security headers included."""
    return Mounted(app, at=PREFIX, inner=SecurityHeaders(inbox, https=False))


async def _answer(page: Page, send: Send, *, with_body: bool) -> None:
    fields = {**page.headers, "content-length": str(len(page.body))}
    headers = [(name.encode(), value.encode()) for name, value in fields.items()]
    await send({"type": "http.response.start", "status": page.status, "headers": headers})
    body = page.body if with_body else b""
    await send({"type": "http.response.body", "body": body, "more_body": False})
