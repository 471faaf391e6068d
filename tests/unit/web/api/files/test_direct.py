"""Uploads that go to the storage itself."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from sorbo_core.files.storage import DirectAccess
from support.api import Api, refused
from support.files import in_chunks, pdf

DIRECT = "/api/v1/files/direct"


class PlainLinks(DirectAccess):
    """Links that say what they would do."""

    async def link_to_read(self, key: str, *, expires: timedelta, name: str, media_type: str) -> str:
        return f"https://storage.example.com/{key}?name={name}&for={expires.seconds}&type={media_type}"

    async def link_to_write(self, key: str, *, expires: timedelta, size: int, media_type: str) -> str:
        return f"https://storage.example.com/{key}?size={size}&for={expires.seconds}&type={media_type}"


@pytest.fixture
async def linked() -> AsyncIterator[tuple[Api, httpx.AsyncClient]]:
    """An application whose storage takes files from others, and a visitor of it."""
    api = Api()
    api.replace("direct_access", (PlainLinks(),))
    async with api.client() as client:
        yield api, client


def announced(content: bytes, **changes: Any) -> dict[str, Any]:
    return {"kind": "cv", "name": "CV.pdf", "size": len(content), "mediaType": "application/pdf"} | changes


async def sent(api: Api, begun: dict[str, Any], content: bytes) -> str:
    """Do what a client does with the link; return where the bytes are."""
    key = httpx.URL(begun["url"]).path.lstrip("/")
    await api.container.ports.storage().put(key, in_chunks(content), media_type="application/pdf")
    return key


async def test_a_file_goes_to_the_storage_and_is_taken_in_from_there(
    linked: tuple[Api, httpx.AsyncClient],
) -> None:
    api, visitor = linked
    begun = (await visitor.post(DIRECT, json=announced(pdf()))).json()
    assert f"size={len(pdf())}&for=900&type=application/pdf" in begun["url"]
    assert begun["headers"] == {"Content-Type": "application/pdf", "If-None-Match": "*"}
    key = await sent(api, begun, pdf())
    complete = f"/api/v1/files/{begun['id']}/complete"
    answer = await visitor.post(complete, json={"ticket": begun["ticket"]})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["id"], answer.json()["name"]) == (begun["id"], "CV.pdf")
    # What whoever still has the link writes there is nobody's.
    assert key not in api.container.ports.storage()._objects
    again = await visitor.post(complete, json={"ticket": begun["ticket"]})
    assert again.json() == answer.json()
    assert len(api.container.ports.storage()._objects) == 1


async def test_of_completions_at_once_one_takes_the_file_in(linked: tuple[Api, httpx.AsyncClient]) -> None:
    api, visitor = linked
    begun = (await visitor.post(DIRECT, json=announced(pdf()))).json()
    await sent(api, begun, pdf())
    complete = f"/api/v1/files/{begun['id']}/complete"
    answers = await asyncio.gather(
        *(visitor.post(complete, json={"ticket": begun["ticket"]}) for _ in range(5))
    )
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert len({answer.json()["sha256"] for answer in answers if answer.status_code == 200}) == 1
    assert len(api.container.ports.storage()._objects) == 1


async def test_what_arrived_is_inspected_like_any_other_file(linked: tuple[Api, httpx.AsyncClient]) -> None:
    api, visitor = linked
    harmful = b"MZ, an executable"
    begun = (await visitor.post(DIRECT, json=announced(harmful))).json()
    await sent(api, begun, harmful)
    answer = await visitor.post(f"/api/v1/files/{begun['id']}/complete", json={"ticket": begun["ticket"]})
    refused(answer, 422, "file_refused")
    assert api.container.ports.storage()._objects == {}


@pytest.mark.parametrize("content", [None, b"%PDF", pdf() + b"more"])
async def test_what_is_not_there_or_not_what_was_announced_has_not_arrived(
    linked: tuple[Api, httpx.AsyncClient], content: bytes | None
) -> None:
    api, visitor = linked
    begun = (await visitor.post(DIRECT, json=announced(pdf()))).json()
    if content is not None:
        await sent(api, begun, content)
    answer = await visitor.post(f"/api/v1/files/{begun['id']}/complete", json={"ticket": begun["ticket"]})
    refused(answer, 409, "file_not_arrived")


async def test_a_ticket_is_for_one_file_of_one_person_for_an_hour(
    linked: tuple[Api, httpx.AsyncClient],
) -> None:
    api, visitor = linked
    begun = (await visitor.post(DIRECT, json=announced(pdf()))).json()
    await sent(api, begun, pdf())
    own = f"/api/v1/files/{begun['id']}/complete"
    for ticket in (begun["ticket"][:-1] + "é", "x", begun["ticket"].partition(".")[0] + "."):
        refused(await visitor.post(own, json={"ticket": ticket}), 422, "upload_ticket_invalid")
    other = await visitor.post("/api/v1/files/other/complete", json={"ticket": begun["ticket"]})
    refused(other, 422, "upload_ticket_invalid")
    api.clock.advance(timedelta(hours=1))
    refused(await visitor.post(own, json={"ticket": begun["ticket"]}), 422, "upload_ticket_invalid")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"kind": "image"}, 401, "authentication_required"),
        ({"size": 10_000_001}, 413, "file_too_large"),
        ({"mediaType": "image/png"}, 422, "invalid"),
        ({"mediaType": "text/html"}, 400, "malformed"),
        ({"size": 0}, 422, "invalid"),
        ({"kind": "video"}, 400, "malformed"),
    ],
)
async def test_what_may_not_be_uploaded_gets_no_link(
    linked: tuple[Api, httpx.AsyncClient], changes: dict[str, Any], status: int, code: str
) -> None:
    _, visitor = linked
    refused(await visitor.post(DIRECT, json=announced(pdf(), **changes)), status, code)


async def test_a_storage_without_links_says_so(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.post(DIRECT, json=announced(pdf()))
    refused(answer, 409, "direct_upload_unsupported")


async def test_a_link_to_read_is_the_storages_own(linked: tuple[Api, httpx.AsyncClient]) -> None:
    api, visitor = linked
    uploaded = await visitor.post(
        "/api/v1/files",
        params={"kind": "cv", "name": "CV.pdf"},
        content=pdf(),
        headers={"Content-Type": "application/pdf"},
    )
    await api.container.delivery.relay_events()()
    link = await api.container.files.link_to_file()(id=uploaded.json()["id"])
    assert link.url.startswith("https://storage.example.com/files/")
    assert link.url.endswith("?name=CV.pdf&for=120&type=application/pdf")
