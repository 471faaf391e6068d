"""The inbox page of `sorbo dev`."""

from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus

import httpx
import msgspec
import pytest

from sorbo_web.inbox.app import InboxApp, with_inbox
from sorbo_web.inbox.mailbox import CaughtMail, Mailbox
from support.asgi import answering, client_of, get

_HOSTILE = "<script>alert('ici')</script>"
_ID = "20261122T134421731000-0a1b2c3d"


class _Mail(msgspec.Struct, frozen=True):
    id: str = _ID
    sender: str = "Sorbo Ingénierie <site@example.com>"
    to: str = "visiteur@example.com"
    subject: str = "Demande reçue"
    date: datetime = datetime(2026, 11, 22, 13, 44, 21, tzinfo=UTC)
    text: str = "Bonjour,\nvoir https://www.example.com/a?b=1&c=2."
    html: str = "<h1>Bonjour</h1>"
    raw: bytes = b"Subject: Demande\r\n\r\nBonjour\r\n"


class _Mails(Mailbox):
    def __init__(self, *mails: _Mail) -> None:
        self._mails = mails

    async def newest(self) -> Sequence[CaughtMail]:
        return self._mails

    async def find(self, id: str) -> CaughtMail | None:
        return next((mail for mail in self._mails if mail.id == id), None)


async def _get(path: str, *mails: _Mail) -> httpx.Response:
    return await get(with_inbox(answering(body=b"api"), InboxApp(_Mails(*mails))), path)


@pytest.mark.parametrize("path", ["/inbox", "/inbox/"])
async def test_the_list_names_every_mail_and_leads_to_it(path: str) -> None:
    page = await _get(path, _Mail(), _Mail(id="other", subject=""))

    assert page.status_code == HTTPStatus.OK
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "2 courriels" in page.text
    assert f'href="/inbox/{_ID}"' in page.text
    assert "Demande reçue" in page.text
    assert "(sans objet)" in page.text


async def test_an_empty_inbox_says_so() -> None:
    assert "Aucun courriel" in (await _get("/inbox")).text


@pytest.mark.parametrize("path", ["/", "/inboxes", "/api/v1/inbox"])
async def test_other_paths_reach_the_api(path: str) -> None:
    assert (await _get(path)).text == "api"


async def test_one_mail_shows_its_headers_its_text_and_its_html_in_a_frame() -> None:
    page = await _get(f"/inbox/{_ID}", _Mail())

    assert "Sorbo Ingénierie &lt;site@example.com&gt;" in page.text
    assert "visiteur@example.com" in page.text
    assert f'<iframe src="/inbox/{_ID}/html" sandbox' in page.text
    assert "Bonjour,\nvoir <a href=" in page.text
    assert "<h1>Bonjour</h1>" not in page.text


async def test_a_mail_without_html_has_no_frame() -> None:
    assert "<iframe" not in (await _get(f"/inbox/{_ID}", _Mail(html=""))).text


@pytest.mark.parametrize("path", ["/inbox", f"/inbox/{_ID}"])
async def test_what_stands_in_a_mail_is_escaped(path: str) -> None:
    hostile = _Mail(sender=_HOSTILE, to=_HOSTILE, subject=_HOSTILE, text=_HOSTILE, html=_HOSTILE)

    page = await _get(path, hostile)

    assert "<script" not in page.text
    assert "&lt;script&gt;alert(&#39;ici&#39;)&lt;/script&gt;" in page.text


async def test_lone_surrogates_do_not_break_the_page() -> None:
    broken = _Mail(subject="\udce9", text="\udce9", html="\udce9")

    for path in ("/inbox", f"/inbox/{_ID}", f"/inbox/{_ID}/html"):
        assert (await _get(path, broken)).status_code == HTTPStatus.OK


async def test_the_html_of_a_mail_is_shut_in_a_sandbox() -> None:
    page = await _get(f"/inbox/{_ID}/html", _Mail(html=_HOSTILE))

    assert page.text == _HOSTILE
    policy = page.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")


async def test_the_source_is_saved_byte_for_byte() -> None:
    page = await _get(f"/inbox/{_ID}/source", _Mail())

    assert page.content == b"Subject: Demande\r\n\r\nBonjour\r\n"
    assert page.headers["content-type"] == "message/rfc822"
    assert page.headers["content-disposition"] == f'attachment; filename="{_ID}.eml"'


@pytest.mark.parametrize("path", ["/inbox", f"/inbox/{_ID}", "/inbox/unknown"])
async def test_the_pages_run_nothing_and_are_kept_nowhere(path: str) -> None:
    headers = (await _get(path, _Mail())).headers

    assert headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; frame-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


async def test_the_style_sheet_is_the_inbox_own() -> None:
    sheet = await _get("/inbox/style.css")

    assert sheet.headers["content-type"] == "text/css; charset=utf-8"
    assert ".mails" in sheet.text
    assert "url(" not in sheet.text


@pytest.mark.parametrize("path", ["/inbox/unknown", f"/inbox/{_ID}/nothing", f"/inbox/{_ID}/html/x"])
async def test_what_does_not_exist_is_a_404(path: str) -> None:
    page = await _get(path, _Mail())

    assert page.status_code == HTTPStatus.NOT_FOUND
    assert "<title>Introuvable" in page.text


async def test_the_inbox_is_only_read() -> None:
    async with client_of(with_inbox(answering(), InboxApp(_Mails(_Mail())))) as client:
        head = await client.head(f"/inbox/{_ID}/source")
        post = await client.post("/inbox")

    assert (head.status_code, head.content, head.headers["content-length"]) == (HTTPStatus.OK, b"", "29")
    assert (post.status_code, post.headers["allow"]) == (HTTPStatus.METHOD_NOT_ALLOWED, "GET, HEAD")
