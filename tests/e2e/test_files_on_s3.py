"""A served site whose files are on a real S3: sent to it and read from it by links, without us in between."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest_asyncio

from sorbo_adapters.embedded.ports import free_port
from sorbo_core.identity.permissions import Role
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.container import build_container
from sorbo_web.wiring.settings import load_settings
from support.files import pdf, png
from support.program import Program, eventually
from support.recruitment import CANDIDATURES, applied, published_emploi
from support.storage.seaweed import BUCKET, Seaweed

from .conftest import Servers

FILES = "/api/v1/files"
ACCOUNT = {"email": "a@example.com", "password": "une phrase de passe assez longue"}
CV = {"kind": "cv", "name": "Curriculum vitae.pdf", "mediaType": "application/pdf"}


@pytest_asyncio.fixture
async def api(tmp_path: Path, servers: Servers, seaweed: Seaweed) -> AsyncIterator[httpx.AsyncClient]:
    """Talks to a site that keeps its files in a bucket, as a visitor."""
    settings = servers.settings | {
        "SORBO_FILES": f"s3://{BUCKET}/of/{uuid4().hex}",
        "SORBO_S3_ENDPOINT": seaweed.url,
        "SORBO_S3_ACCESS_KEY": seaweed.access_key,
        "SORBO_S3_SECRET_KEY": seaweed.secret_key,
    }
    container = build_container(load_settings(settings))
    await container.identity.create_compte()(name="Recrutement", role=Role.ADMIN, **ACCOUNT)
    await close_clients(container)
    async with Program("serve", folder=tmp_path, settings=settings, port=free_port()) as site:
        yield site.client


@pytest_asyncio.fixture
async def staff(api: httpx.AsyncClient) -> AsyncIterator[httpx.AsyncClient]:
    """Whoever writes job offers and reads candidatures."""
    answer = await api.post("/api/v1/auth/login", json=ACCOUNT)
    headers = {"Authorization": f"Bearer {answer.json()['accessToken']}"}
    async with httpx.AsyncClient(base_url=api.base_url, headers=headers) as client:
        yield client


async def sent(api: httpx.AsyncClient, content: bytes) -> dict[str, Any]:
    """Send a CV to the bucket as a browser does; return what was begun."""
    begun: dict[str, Any] = (await api.post(f"{FILES}/direct", json=CV | {"size": len(content)})).json()
    async with httpx.AsyncClient() as browser:
        answer = await browser.put(begun["url"], content=content, headers=begun["headers"])
    assert answer.is_success, answer.text
    return begun


async def completed(api: httpx.AsyncClient, begun: dict[str, Any]) -> httpx.Response:
    return await api.post(f"{FILES}/{begun['id']}/complete", json={"ticket": begun["ticket"]})


async def test_a_cv_goes_to_the_bucket_and_is_read_from_it(
    api: httpx.AsyncClient, staff: httpx.AsyncClient
) -> None:
    content = pdf(size=300_000)
    file = (await completed(api, await sent(api, content))).json()
    emploi = await published_emploi(staff, deadline=(datetime.now(UTC) + timedelta(days=30)).date())
    candidature = await applied(api, emploi, cv={"fileId": file["id"]})

    async def linked() -> str | None:
        answer = await staff.post(f"{CANDIDATURES}/{candidature['id']}/cv/link")
        return str(answer.json()["url"]) if answer.is_success else None

    link = await eventually(linked)
    async with httpx.AsyncClient() as browser:
        read = await browser.get(link)
        assert (read.status_code, read.content) == (httpx.codes.OK, content)
        assert read.headers["content-disposition"].startswith("attachment")
        to_show = await browser.get(link.replace("attachment", "inline"))
        assert to_show.status_code == httpx.codes.FORBIDDEN


async def test_what_arrived_in_the_bucket_is_inspected_before_it_is_a_file(api: httpx.AsyncClient) -> None:
    script = b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    begun = await sent(api, pdf().replace(b"/Type /Catalog", script))
    answer = await completed(api, begun)
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY, answer.text
    # It is gone: whoever asks again is told that nothing has arrived.
    assert (await completed(api, begun)).status_code == httpx.codes.CONFLICT


async def test_an_image_is_drawn_from_the_bucket_and_served_in_parts(
    api: httpx.AsyncClient, staff: httpx.AsyncClient
) -> None:
    uploaded = await staff.post(
        FILES,
        params={"kind": "image", "name": "Pont.png"},
        content=png(width=1200, height=800),
        headers={"Content-Type": "image/png"},
    )
    path = f"/files/{uploaded.json()['id']}"

    async def shown() -> httpx.Response | None:
        answer = await api.get(path, follow_redirects=True)
        return answer if answer.is_success else None

    whole = await eventually(shown)
    part = await api.get(path, headers={"Range": "bytes=4-11"}, follow_redirects=True)
    assert whole.headers["content-type"] == "image/webp"
    assert (part.status_code, part.content) == (httpx.codes.PARTIAL_CONTENT, whole.content[4:12])
