"""Files as staff see them."""

from collections.abc import Awaitable, Callable

import httpx

from support.api import Api, ids_of, refused

FILES = "/api/v1/files"
Upload = Callable[..., Awaitable[httpx.Response]]


async def test_staff_list_images_and_documents_and_no_cv(
    visitor: httpx.AsyncClient, editor: httpx.AsyncClient, upload: Upload
) -> None:
    document, image = (await upload()).json(), (await upload("image")).json()
    await upload("cv", by=visitor)
    assert set(ids_of(await editor.get(FILES))) == {image["id"], document["id"]}
    assert ids_of(await editor.get(FILES, params={"kind": "image"})) == [image["id"]]
    assert ids_of(await editor.get(FILES, params={"kind": "cv"})) == []
    assert ids_of(await editor.get(FILES, params={"state": "ready"})) == []


async def test_a_file_is_read_with_its_version(editor: httpx.AsyncClient, ready: Upload) -> None:
    id_ = (await ready()).json()["id"]
    answer = await editor.get(f"{FILES}/{id_}")
    assert (answer.json()["state"], answer.headers["etag"]) == ("ready", '"v2"')
    assert answer.json()["url"] == f"/files/{id_}/Guide%20des%20voiries.pdf"


async def test_who_may_write_nothing_sees_none(
    visitor: httpx.AsyncClient, viewer: httpx.AsyncClient, upload: Upload
) -> None:
    id_ = (await upload()).json()["id"]
    for path in (FILES, f"{FILES}/{id_}"):
        refused(await visitor.get(path), 401, "authentication_required")
        refused(await viewer.get(path), 403, "forbidden")
    refused(await viewer.delete(f"{FILES}/{id_}"), 403, "forbidden")


async def test_a_deleted_file_is_gone_with_its_bytes_and_whoever_asks_is_told(
    api: Api, visitor: httpx.AsyncClient, editor: httpx.AsyncClient, ready: Upload
) -> None:
    id_ = (await ready("image")).json()["id"]
    stale = await editor.delete(f"{FILES}/{id_}", headers={"If-Match": '"v1"'})
    refused(stale, 412, "stale_version")
    answer = await editor.delete(f"{FILES}/{id_}", headers={"If-Match": '"v2"'})
    assert (answer.status_code, answer.content) == (204, b"")
    assert api.container.ports.storage()._objects == {}
    for path in (f"{FILES}/{id_}", f"/files/{id_}", f"/files/{id_}/w960.webp"):
        client = editor if path.startswith("/api") else visitor
        refused(await client.get(path), 404, "file_not_found")


async def test_who_uploaded_and_deleted_is_in_the_audit_and_the_name_is_not(
    api: Api, editor: httpx.AsyncClient, admin: httpx.AsyncClient, ready: Upload
) -> None:
    id_ = (await ready()).json()["id"]
    await editor.delete(f"{FILES}/{id_}")
    await api.container.audit.seal_audit()()
    records = (await admin.get("/api/v1/audit", params={"entityId": id_})).json()["items"]
    assert {record["type"] for record in records} >= {"file.uploaded", "file.deleted"}
    assert "Guide" not in str(records)
