"""Uploads over HTTP: who may, how a file comes, and what is refused."""

import hashlib
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sorbo_core.identity.permissions import Role
from sorbo_core.shared.files.kind import ALLOWANCES, FileKind
from support.api import Api, memory_settings, refused
from support.files import pdf, png

FILES = "/api/v1/files"
PDF = {"Content-Type": "application/pdf"}
CV = {"kind": "cv", "name": "cv.pdf"}


async def test_the_body_is_the_file_and_its_name_is_in_content_disposition(
    editor: httpx.AsyncClient,
) -> None:
    headers = {
        "Content-Type": "image/png",
        "Content-Disposition": "attachment; filename=\"pont.png\"; filename*=UTF-8''Pont%20%C3%A9t%C3%A9.png",
    }
    answer = await editor.post(FILES, params={"kind": "image"}, content=png(), headers=headers)
    assert answer.status_code == 201, answer.text
    file = answer.json()
    assert answer.headers["location"] == f"{FILES}/{file['id']}"
    assert (file["name"], file["mediaType"], file["state"]) == ("Pont été.png", "image/png", "pending")
    assert (file["size"], file["sha256"]) == (len(png()), hashlib.sha256(png()).hexdigest())
    assert file["image"]["color"] == "#334455"
    assert (file["url"], file["variants"]) == (None, [])


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="a b.pdf"', "a b.pdf"),
        ("attachment; filename=plain.pdf", "plain.pdf"),
        ('inline; filename="dir/../x\\"y.pdf"', "x-y.pdf"),
        ("attachment; filename*=utf-8''%2e%2e%2fetc%2fpasswd", "passwd"),
        ("attachment; filename*=UTF-8''exe%E2%80%AEfdp.pdf", "exefdp.pdf"),
    ],
)
async def test_names_are_cleaned(editor: httpx.AsyncClient, disposition: str, name: str) -> None:
    headers = {**PDF, "Content-Disposition": disposition}
    answer = await editor.post(FILES, params={"kind": "document"}, content=pdf(), headers=headers)
    assert answer.json()["name"] == name


async def test_a_plain_html_form_uploads_as_well(visitor: httpx.AsyncClient) -> None:
    content = pdf(size=200_000)
    answer = await visitor.post(
        FILES, params={"kind": "cv"}, files={"file": ("Mon CV.pdf", content, "application/pdf")}
    )
    assert answer.status_code == 201, answer.text
    file = answer.json()
    assert (file["name"], file["size"]) == ("Mon CV.pdf", len(content))
    assert file["sha256"] == hashlib.sha256(content).hexdigest()
    assert (file["uploadedBy"], file["url"]) == (None, None)
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    "files",
    [
        {"other": ("a.pdf", pdf(), "application/pdf")},
        {"file": (None, b"no file")},
        [("file", ("a.pdf", pdf(), "application/pdf")), ("file", ("b.pdf", pdf(), "application/pdf"))],
    ],
)
async def test_a_form_has_one_file_and_nothing_else(api: Api, visitor: httpx.AsyncClient, files: Any) -> None:
    refused(await visitor.post(FILES, params={"kind": "cv"}, files=files), 400, "malformed")
    assert api.container.ports.storage()._objects == {}


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"--x\r\n",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 and no end',
        b"nothing of a form",
    ],
)
async def test_a_broken_form_is_refused(api: Api, visitor: httpx.AsyncClient, broken: bytes) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    refused(
        await visitor.post(FILES, params={"kind": "cv"}, content=broken, headers=headers), 400, "malformed"
    )
    assert api.container.ports.storage()._objects == {}


@pytest.mark.parametrize(
    ("params", "pointer"),
    [
        ({"name": "a.pdf"}, "?kind"),
        ({"kind": "video", "name": "a.pdf"}, "?kind"),
        ({"kind": "document"}, "?name"),
        ({"kind": "document", "name": "   "}, "?name"),
        ({"kind": "document", "name": "a.pdf", "more": "1"}, "?more"),
    ],
)
async def test_kind_and_name_are_asked_for(
    editor: httpx.AsyncClient, params: dict[str, str], pointer: str
) -> None:
    answer = await editor.post(FILES, params=params, content=pdf(), headers=PDF)
    assert refused(answer, 400, "malformed") == [pointer]


async def test_a_type_that_its_kind_may_not_have_is_refused_with_those_that_it_may(
    editor: httpx.AsyncClient,
) -> None:
    answer = await editor.post(
        FILES,
        params={"kind": "image", "name": "a.svg"},
        content=b"<svg/>",
        headers={"Content-Type": "image/svg+xml"},
    )
    refused(answer, 415, "unsupported_media_type")
    assert "image/webp" in answer.json()["detail"]


async def test_what_the_inspector_refuses_is_refused_with_what_is_allowed(editor: httpx.AsyncClient) -> None:
    answer = await editor.post(
        FILES, params={"kind": "image", "name": "a.png"}, content=pdf(), headers={"Content-Type": "image/png"}
    )
    assert refused(answer, 422, "file_refused") == ["/file"]


@pytest.mark.parametrize("kind", [FileKind.CV, FileKind.IMAGE])
async def test_a_file_that_announces_more_than_its_kind_may_have_is_refused_unread(
    editor: httpx.AsyncClient, kind: FileKind
) -> None:
    most = ALLOWANCES[kind].most_bytes

    async def never() -> AsyncIterator[bytes]:
        raise AssertionError
        yield b""

    media_type = ALLOWANCES[kind].types[0]
    answer = await editor.post(
        FILES,
        params={"kind": kind, "name": "a"},
        content=never(),
        headers={"Content-Type": media_type, "Content-Length": str(most + 1)},
    )
    refused(answer, 413, "file_too_large")
    assert str(most) in answer.json()["detail"]


async def test_a_file_that_goes_on_is_cut_off_at_the_limit_of_its_kind(
    api: Api, visitor: httpx.AsyncClient
) -> None:
    most, sent = ALLOWANCES[FileKind.CV].most_bytes, 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 65_536
            yield b"x" * 65_536

    answer = await visitor.post(FILES, params=CV, content=endless(), headers=PDF)
    refused(answer, 413, "file_too_large")
    assert most < sent <= most + 2 * 65_536
    assert api.container.ports.storage()._objects == {}


async def test_elsewhere_bodies_are_as_short_as_before(editor: httpx.AsyncClient) -> None:
    for path in ("/api/v1/formations", f"{FILES}/direct", f"{FILES}/a/complete"):
        answer = await editor.post(path, content=b"x" * 300_000, headers={"Content-Type": "application/json"})
        refused(answer, 413, "body_too_large")


async def test_visitors_upload_cvs_and_nothing_else(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.post(FILES, params=CV, content=pdf(), headers=PDF)).status_code == 201
    for kind in ("image", "document"):
        answer = await visitor.post(FILES, params={"kind": kind, "name": "a.pdf"}, content=pdf(), headers=PDF)
        refused(answer, 401, "authentication_required")


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.EDITOR, 201), (Role.RECRUITER, 201), (Role.ADMIN, 201), (Role.VIEWER, 403), (Role.TRAINER, 403)],
)
async def test_whoever_writes_what_shows_files_uploads_them(api: Api, role: Role, status: int) -> None:
    async with api.staff(role) as client:
        answer = await client.post(
            FILES,
            params={"kind": "image", "name": "a.png"},
            content=png(),
            headers={"Content-Type": "image/png"},
        )
    assert answer.status_code == status


async def test_the_same_key_uploads_once_and_other_bytes_are_another_upload(
    api: Api, editor: httpx.AsyncClient
) -> None:
    headers = {**PDF, "Idempotency-Key": "one"}
    first = await editor.post(FILES, params=CV, content=pdf(), headers=headers)
    again = await editor.post(FILES, params=CV, content=pdf(), headers=headers)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["idempotency-replayed"] == "true"
    assert len(api.container.ports.storage()._objects) == 1
    other = await editor.post(FILES, params=CV, content=pdf(size=5000), headers=headers)
    refused(other, 422, "idempotency_key_reused")


async def test_uploads_are_counted_by_themselves() -> None:
    api = Api(memory_settings(SORBO_UPLOADS_PER_MINUTE="2"))
    async with api.client() as visitor:
        answers = [await visitor.post(FILES, params=CV, content=pdf(), headers=PDF) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert '"upload";q=2;w=60' in answers[0].headers["ratelimit-policy"]
