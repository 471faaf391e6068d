"""The pages of the inbox. Whatever stands in a mail is escaped, or shut in a sandbox."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from importlib.resources import files

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined

from sorbo_web.inbox.mailbox import CaughtMail

PREFIX = "/inbox"
_HTML = "text/html; charset=utf-8"
_PAGE_CSP = (
    "default-src 'none'; style-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_CONTENT_CSP = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """An answer: its status, its own headers, its body."""

    status: HTTPStatus = HTTPStatus.OK
    headers: dict[str, str]
    body: bytes


def _local_time(instant: datetime) -> str:
    return instant.astimezone().strftime("%d/%m/%Y à %H:%M:%S")


_TEMPLATES = Environment(
    loader=PackageLoader("sorbo_web.inbox"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals["inbox"] = PREFIX
_TEMPLATES.filters["local_time"] = _local_time


def mail_list(mails: Sequence[CaughtMail]) -> Page:
    """Return the page of all mails, which reloads itself."""
    return _page("list.html.j2", mails=mails)


def mail_page(mail: CaughtMail) -> Page:
    """Return the page of one mail."""
    return _page("mail.html.j2", mail=mail)


def not_found() -> Page:
    """Return what is shown where nothing is."""
    return _page("not_found.html.j2", status=HTTPStatus.NOT_FOUND)


def html_content(mail: CaughtMail) -> Page:
    """Return the HTML of a mail on its own, where it can run, load and send nothing."""
    return Page(
        headers={"content-type": _HTML, "content-security-policy": _CONTENT_CSP},
        body=mail.html.encode("utf-8", "replace"),
    )


def source(mail: CaughtMail) -> Page:
    """Return a mail as it was received, to be saved."""
    headers = {
        "content-type": "message/rfc822",
        "content-disposition": f'attachment; filename="{mail.id}.eml"',
    }
    return Page(headers=headers, body=mail.raw)


def style() -> Page:
    """Return the style sheet of the pages."""
    return Page(
        headers={"content-type": "text/css; charset=utf-8"},
        body=files("sorbo_web.inbox").joinpath("style.css").read_bytes(),
    )


def _page(template: str, *, status: HTTPStatus = HTTPStatus.OK, **facts: object) -> Page:
    written = _TEMPLATES.get_template(template).render(facts)
    headers = {"content-type": _HTML, "content-security-policy": _PAGE_CSP}
    return Page(status=status, headers=headers, body=written.encode("utf-8", "replace"))
