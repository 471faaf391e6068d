"""Publications of uploaded documents."""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx

from support.api import Api, refused
from support.files import pdf
from support.wire import PUBLICATIONS, new_publication, publication_body, published_publication

Upload = Callable[..., Awaitable[httpx.Response]]
NAME = "Guide des voiries.pdf"
IF_FIRST = {"If-Match": '"v1"'}


async def uploaded(upload: Upload, **given: object) -> str:
    """Upload a document, and return the link by which publications name it."""
    answer = await upload("document", **given)
    return f"/files/{answer.json()['id']}"


async def test_what_is_said_of_an_uploaded_document_is_what_it_is(
    editor: httpx.AsyncClient, upload: Upload
) -> None:
    link, digest = await uploaded(upload), hashlib.sha256(pdf()).hexdigest()
    expected = {"src": link, "name": NAME, "type": "pdf", "size": len(pdf()), "sha256": digest}
    claimed = {"src": link, "name": "autre.zip", "type": "zip", "size": 1, "sha256": "0" * 64}
    for file in ({"src": link}, claimed):
        made = await new_publication(editor, file=file)
        assert made["file"] == expected
    url = f"{PUBLICATIONS}/{made['id']}"
    same = await editor.patch(url, json={"file": {"size": 3, "name": "b.pdf"}}, headers=IF_FIRST)
    assert (same.json()["file"], same.json()["version"]) == (expected, 1)


async def test_a_document_elsewhere_has_none_of_what_the_upload_before_it_was(
    editor: httpx.AsyncClient, upload: Upload
) -> None:
    made = await new_publication(editor, file={"src": await uploaded(upload)})
    file = {"src": "https://example.org/guide.pdf"}
    changed = await editor.patch(f"{PUBLICATIONS}/{made['id']}", json={"file": file}, headers=IF_FIRST)
    assert changed.json()["file"] == {**file, "name": NAME, "type": "pdf", "size": None, "sha256": None}


async def test_a_document_elsewhere_needs_a_name_and_an_upload_has_to_be_a_document(
    editor: httpx.AsyncClient, upload: Upload
) -> None:
    answer = await editor.post(PUBLICATIONS, json=publication_body(file={"src": "/documents/a.pdf"}))
    assert refused(answer, 400, "malformed") == ["/file/name"]
    image = (await upload("image")).json()["id"]
    answer = await editor.post(PUBLICATIONS, json=publication_body(file={"src": f"/files/{image}"}))
    assert refused(answer, 422, "file_unusable") == ["/file/src"]


async def test_a_download_leads_to_the_document_itself(
    editor: httpx.AsyncClient, visitor: httpx.AsyncClient, ready: Upload
) -> None:
    made = await published_publication(editor, file={"src": await uploaded(ready)})
    answer = await visitor.get(f"{PUBLICATIONS}/{made['slug']}/download")
    assert answer.status_code == 303
    served = await visitor.get(answer.headers["location"])
    assert (served.status_code, served.content) == (200, pdf())


async def test_a_former_version_keeps_its_document(
    api: Api, editor: httpx.AsyncClient, visitor: httpx.AsyncClient, ready: Upload
) -> None:
    first = await uploaded(ready)
    second = await uploaded(ready, content=pdf(remark=b"deux"))
    made = await new_publication(editor, file={"src": first})
    url = f"{PUBLICATIONS}/{made['id']}"
    changed = await editor.patch(url, json={"file": {"src": second}}, headers=IF_FIRST)
    assert changed.json()["file"]["sha256"] == hashlib.sha256(pdf(remark=b"deux")).hexdigest()
    restored = await editor.post(f"{url}/versions/1/restore")
    assert restored.json()["file"] == made["file"]
    api.clock.advance(timedelta(days=31))
    await api.container.files.collect_orphans()(due=api.clock.now())
    for link in (first, second):
        assert (await visitor.get(link)).status_code == 308
