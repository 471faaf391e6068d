"""From an uploaded image to what a page shows of it."""

import io
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from PIL import Image

from sorbo_adapters.inspection.image_workshop import SandboxedImageWorkshop
from sorbo_adapters.inspection.inspector import SandboxedInspector
from sorbo_core.identity.permissions import Role
from support.actors import EDITOR
from support.api import Api, refused
from support.corpus.pictures import SECRET, photo
from support.files import FACTS
from support.wire import FORMATIONS, PROJETS, formation_body, new_formation, new_projet, published_formation

Upload = Callable[..., Awaitable[httpx.Response]]
FILES = "/api/v1/files"
FOR_EVER = "public, max-age=31536000, immutable"
LOST = f"/files/{'0' * 32}"


@pytest.fixture
async def opening_api() -> AsyncIterator[Api]:
    """An application that opens files as it does in production."""
    api, inspector, workshop = Api(), SandboxedInspector(), SandboxedImageWorkshop()
    api.replace("inspector", inspector)
    api.replace("image_workshop", workshop)
    yield api
    await inspector.close()
    await workshop.close()


async def test_a_photo_is_shown_in_every_size_and_type_and_tells_nothing_of_where_it_was_taken(
    opening_api: Api,
) -> None:
    async with opening_api.staff(Role.EDITOR) as editor, opening_api.client() as visitor:
        taken = photo(size=(1_600, 1_200), orientation=6)
        sent = await editor.post(
            FILES,
            params={"kind": "image", "name": "pont.jpg"},
            content=taken,
            headers={"Content-Type": "image/jpeg"},
        )
        link = f"/files/{sent.json()['id']}"
        made = await published_formation(editor, image={"src": link, "alt": "Un pont"})
        await opening_api.container.delivery.relay_events()()
        image = (await visitor.get(f"{FORMATIONS}/{made['slug']}")).json()["image"]
        assert (image["src"], image["alt"], image["width"], image["height"]) == (
            link,
            "Un pont",
            1_200,
            1_600,
        )
        assert [each["type"] for each in image["sources"]] == ["image/avif", "image/webp"]
        for source in image["sources"]:
            for path, width in (each.split() for each in source["srcset"].split(", ")):
                served = await visitor.get(path)
                assert (served.status_code, served.headers["content-type"]) == (200, source["type"])
                assert served.headers["cache-control"] == FOR_EVER
                shown = Image.open(io.BytesIO(served.content))
                assert f"{shown.width}w" == width
                assert (dict(shown.getexif()), SECRET.encode() in served.content) == ({}, False)
        assert (await visitor.get(link)).headers["location"] == f"{link}/w960.webp"


async def test_what_is_known_of_a_picture_is_there_before_its_variants_are(
    editor: httpx.AsyncClient, upload: Upload
) -> None:
    link = await uploaded(upload)
    image = (await new_formation(editor, image={"src": link}))["image"]
    assert image == {
        "src": link,
        "alt": None,
        "width": FACTS.width,
        "height": FACTS.height,
        "color": FACTS.color,
        "placeholder": FACTS.placeholder,
        "sources": [
            {"type": "image/avif", "srcset": f"{link}/w480.avif 480w, {link}/w960.avif 960w"},
            {"type": "image/webp", "srcset": f"{link}/w480.webp 480w, {link}/w960.webp 960w"},
        ],
    }


@pytest.mark.parametrize("given", [{"upload": {}}, {"width": 1}, {"sources": []}, {"placeholder": "data:,"}])
async def test_forms_never_say_what_is_known_of_a_picture(
    editor: httpx.AsyncClient, given: dict[str, Any]
) -> None:
    image = {"src": "/a.jpg", **given}
    (unknown,) = given
    answer = await editor.post(FORMATIONS, json=formation_body(image=image))
    assert refused(answer, 400, "malformed") == [f"/image/{unknown}"]
    made = await new_formation(editor)
    changed = await editor.patch(
        f"{FORMATIONS}/{made['id']}", json={"image": image}, headers={"If-Match": '"v1"'}
    )
    assert refused(changed, 400, "malformed") == [f"/image/{unknown}"]


async def test_a_picture_of_no_image_is_refused_where_it_stands(
    editor: httpx.AsyncClient, upload: Upload
) -> None:
    document = await uploaded(upload, "document")
    for link, code in ((LOST, "unknown_file"), (document, "wrong_file_kind")):
        answer = await editor.post(FORMATIONS, json=formation_body(image={"src": link}))
        assert refused(answer, 422, "file_unusable") == ["/image/src"]
        assert answer.json()["errors"][0]["code"] == code
    projet = await new_projet(editor)
    images = [{"src": "/a.jpg"}, {"src": await uploaded(upload)}, {"src": LOST}]
    answer = await editor.patch(
        f"{PROJETS}/{projet['id']}", json={"images": images}, headers={"If-Match": '"v1"'}
    )
    assert refused(answer, 422, "file_unusable") == ["/images/2/src"]


async def test_a_batch_and_an_import_take_pictures_as_well(editor: httpx.AsyncClient, upload: Upload) -> None:
    link = await uploaded(upload)
    operations = [
        {"op": "create", "data": formation_body(image={"src": link})},
        {"op": "create", "data": formation_body(image={"src": LOST})},
    ]
    answer = await editor.post(f"{FORMATIONS}:batch", json={"operations": operations, "atomic": True})
    assert "/operations/1/data/image/src" in refused(answer, 422, "batch_refused")
    projet = await new_projet(editor, images=[{"src": link, "alt": "Un pont"}, {"src": "/b.jpg"}])
    exported = await editor.get(f"{PROJETS}/export")
    taken = await editor.post(
        f"{PROJETS}/import", content=exported.content, headers={"Content-Type": "text/csv"}
    )
    assert taken.json()["unchanged"] == 1, taken.text
    assert (await editor.get(f"{PROJETS}/{projet['id']}")).json()["images"] == projet["images"]


async def test_a_picture_that_was_replaced_stays_while_a_version_shows_it(
    api: Api, editor: httpx.AsyncClient, ready: Upload
) -> None:
    first, second = await uploaded(ready), await uploaded(ready)
    made = await new_formation(editor, image={"src": first})
    url = f"{FORMATIONS}/{made['id']}"
    await editor.patch(url, json={"image": {"src": second}}, headers={"If-Match": '"v1"'})
    collect = api.container.files.collect_orphans()
    for _ in range(2):
        api.clock.advance(timedelta(days=31))
        await collect(due=api.clock.now())
        assert await there(api, first, second) == [True, True]
    await api.container.catalogue.formations().delete(actor=EDITOR, id=made["id"], version=2)
    api.clock.advance(timedelta(days=31))
    await collect(due=api.clock.now())
    assert await there(api, first, second) == [False, False]


async def there(api: Api, *links: str) -> list[bool]:
    """Tell of each file whether it is there."""
    kept = api.container.ports.stored_files()
    return [kept.holds(link.rpartition("/")[2]) for link in links]


async def uploaded(upload: Upload, kind: str = "image") -> str:
    """Upload a file, and return the link by which entries name it."""
    answer = await upload(kind)
    return f"/files/{answer.json()['id']}"
