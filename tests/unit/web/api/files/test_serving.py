"""Files as browsers load them."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
import pytest

from sorbo_core.shared.files.kind import MediaType
from support.api import Api, refused
from support.files import content_of_variant, pdf

Upload = Callable[..., Awaitable[httpx.Response]]
FOR_EVER = "public, max-age=31536000, immutable"


async def located(visitor: httpx.AsyncClient, uploaded: httpx.Response) -> str:
    """Return where a file is, for good."""
    answer = await visitor.get(f"/files/{uploaded.json()['id']}")
    assert answer.status_code == 308, answer.text
    return answer.headers["location"]


async def test_a_document_is_served_to_be_saved_under_its_name(
    visitor: httpx.AsyncClient, ready: Upload
) -> None:
    uploaded = await ready()
    path = await located(visitor, uploaded)
    assert path == f"/files/{uploaded.json()['id']}/Guide%20des%20voiries.pdf"
    answer = await visitor.get(path, headers={"Accept-Encoding": "gzip, br"})
    assert (answer.status_code, answer.content) == (200, pdf())
    headers = answer.headers
    assert headers["content-type"] == "application/pdf"
    assert headers["content-length"] == str(len(pdf()))
    assert headers["content-disposition"] == (
        "attachment; filename=\"Guide des voiries.pdf\"; filename*=UTF-8''Guide%20des%20voiries.pdf"
    )
    assert headers["etag"] == f'"{uploaded.json()["sha256"]}"'
    assert headers["cache-control"] == FOR_EVER
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert "content-encoding" not in headers


async def test_an_image_is_served_in_its_variants_and_never_as_it_was_uploaded(
    visitor: httpx.AsyncClient, editor: httpx.AsyncClient, ready: Upload
) -> None:
    uploaded = (await ready("image")).json()
    file = (await editor.get(f"/api/v1/files/{uploaded['id']}")).json()
    assert (file["state"], file["url"]) == ("ready", f"/files/{file['id']}/w960.webp")
    tags = set()
    for variant in file["variants"]:
        answer = await visitor.get(variant["url"])
        assert answer.content == content_of_variant(variant["width"], MediaType(variant["mediaType"]))
        assert answer.headers["content-type"] == variant["mediaType"]
        assert answer.headers["content-disposition"].startswith("inline; ")
        tags.add(answer.headers["etag"])
    assert len(tags) == len(file["variants"]) == 4
    assert (await visitor.get(f"/files/{file['id']}")).headers["location"] == file["url"]
    for name in (file["name"], "w7.webp", "w960.png"):
        refused(await visitor.get(f"/files/{file['id']}/{name}"), 404, "file_not_found")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=5-9", 5, 10),
        ("bytes=100-", 100, None),
        ("bytes=-7", -7, None),
        ("bytes=-999999", 0, None),
        ("bytes=3-999999", 3, None),
    ],
)
async def test_a_range_is_served_alone(
    visitor: httpx.AsyncClient, ready: Upload, asked: str, start: int, end: int | None
) -> None:
    path = await located(visitor, await ready())
    answer = await visitor.get(path, headers={"Range": asked})
    wanted = pdf()[start:end]
    assert (answer.status_code, answer.content) == (206, wanted)
    first = start if start >= 0 else len(pdf()) + start
    assert answer.headers["content-range"] == f"bytes {first}-{first + len(wanted) - 1}/{len(pdf())}"
    assert answer.headers["content-length"] == str(len(wanted))


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,3-4", "bytes=9-5", "items=0-1", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-1 x"]
)
async def test_what_is_no_single_range_is_ignored(
    visitor: httpx.AsyncClient, ready: Upload, asked: str
) -> None:
    path = await located(visitor, await ready())
    assert (await visitor.get(path, headers={"Range": asked})).status_code == 200


async def test_a_range_beyond_the_end_is_refused_with_the_size(
    visitor: httpx.AsyncClient, ready: Upload
) -> None:
    path = await located(visitor, await ready())
    for asked in (f"bytes={len(pdf())}-", "bytes=-0"):
        answer = await visitor.get(path, headers={"Range": asked})
        refused(answer, 416, "range_not_satisfiable")
        assert answer.headers["content-range"] == f"bytes */{len(pdf())}"


async def test_a_range_of_another_representation_is_answered_with_the_whole(
    visitor: httpx.AsyncClient, ready: Upload
) -> None:
    path = await located(visitor, await ready())
    tag = (await visitor.get(path)).headers["etag"]
    for known, status in ((tag, 206), ('"another"', 200), (f"W/{tag}", 200)):
        answer = await visitor.get(path, headers={"Range": "bytes=0-1", "If-Range": known})
        assert answer.status_code == status


async def test_who_has_it_already_gets_its_headers_only(visitor: httpx.AsyncClient, ready: Upload) -> None:
    path = await located(visitor, await ready())
    tag = (await visitor.get(path)).headers["etag"]
    for known in (tag, f'"other", {tag}', "*"):
        answer = await visitor.get(path, headers={"If-None-Match": known, "Range": "bytes=0-1"})
        assert (answer.status_code, answer.content) == (304, b"")
        assert (answer.headers["etag"], answer.headers["cache-control"]) == (tag, FOR_EVER)


async def test_head_tells_what_get_would_without_reading(visitor: httpx.AsyncClient, ready: Upload) -> None:
    path = await located(visitor, await ready())
    head, get = await visitor.head(path), await visitor.get(path)
    assert (head.status_code, head.content) == (200, b"")
    told = ("content-length", "content-type", "etag", "content-disposition", "accept-ranges")
    assert [head.headers[name] for name in told] == [get.headers[name] for name in told]


async def test_a_file_that_is_not_ready_is_to_be_asked_for_again(
    visitor: httpx.AsyncClient, upload: Upload
) -> None:
    id_ = (await upload()).json()["id"]
    for path in (f"/files/{id_}", f"/files/{id_}/Guide%20des%20voiries.pdf"):
        answer = await visitor.get(path)
        refused(answer, 503, "file_not_ready")
        assert int(answer.headers["retry-after"]) > 0
        assert answer.headers["cache-control"] == "no-store"


async def test_a_cv_has_no_public_address(
    visitor: httpx.AsyncClient, admin: httpx.AsyncClient, ready: Upload
) -> None:
    id_ = (await ready("cv", by=visitor)).json()["id"]
    for path in (f"/files/{id_}", f"/files/{id_}/Guide%20des%20voiries.pdf"):
        for client in (visitor, admin):
            refused(await client.get(path), 404, "file_not_found")


async def test_a_signed_link_reads_a_cv_for_two_minutes(
    api: Api, visitor: httpx.AsyncClient, ready: Upload
) -> None:
    id_ = (await ready("cv", by=visitor)).json()["id"]
    link = await api.container.files.link_to_file()(id=id_)
    path = link.url.removeprefix(api.container.settings().site_url)
    answer = await visitor.get(path)
    assert (answer.status_code, answer.content) == (200, pdf())
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert (await visitor.get(path, headers={"Range": "bytes=0-3"})).content == b"%PDF"
    api.clock.advance(timedelta(minutes=2))
    refused(await visitor.get(path), 403, "file_link_invalid")


async def test_a_link_that_was_changed_is_refused(
    api: Api, visitor: httpx.AsyncClient, ready: Upload
) -> None:
    id_ = (await ready("cv", by=visitor)).json()["id"]
    other = (await ready("cv", by=visitor)).json()["id"]
    link = await api.container.files.link_to_file()(id=id_)
    token = link.url.rpartition("/")[2]
    _, over, seal = token.split(".")
    changed = (
        f"{other}.{over}.{seal}",
        f"{id_}.{int(over) + 1}.{seal}",
        f"{id_}.{over}.{seal[:-1]}é",
        f"{id_}.{over}.",
        f"{id_}.{over}",
        f"{id_}.²{over}.{seal}",
        f"{id_}.{'9' * 400}.{seal}",
        "x",
    )
    for each in changed:
        refused(await visitor.get(f"/files/signed/{each}"), 403, "file_link_invalid")


async def test_what_is_not_there_is_not_found(visitor: httpx.AsyncClient) -> None:
    for path in ("/files/none", "/files/none/a.pdf", "/files/%00/a", "/files/$where/a"):
        refused(await visitor.get(path), 404, "file_not_found")
