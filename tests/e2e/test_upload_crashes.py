"""What is left of uploads when the processes die at any moment: no half-file, nothing that leads nowhere."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from dependency_injector import providers

from sorbo_adapters.memory.system import FixedClock
from sorbo_core.files.intake.take_in import FOLDER
from sorbo_core.files.stored_file import FileState, StoredFile
from sorbo_core.identity.permissions import Role
from sorbo_core.shared.query import ListQuery
from sorbo_web.wiring.background.clients import close_clients
from sorbo_web.wiring.container import Container, build_container
from sorbo_web.wiring.settings import load_settings
from support.files import pdf, png
from support.program import eventually

from .conftest import Site

FILES = "/api/v1/files"
PASSWORD = "une phrase de passe assez longue"
ROUNDS, AT_ONCE = 4, 4


def behind(site: Site, folder: Path) -> Container:
    """Return what is behind a site that runs in this folder."""
    return build_container(load_settings(site.settings | {"SORBO_FILES": f"file://{folder}/.sorbo/files"}))


@pytest.fixture
async def container(site: Site, tmp_path: Path) -> AsyncIterator[Container]:
    """What is behind the site, to look at it."""
    made = behind(site, tmp_path)
    yield made
    await close_clients(made)


@pytest.fixture
async def headers(site: Site, container: Container) -> dict[str, str]:
    """What an editor's requests carry."""
    account = {"email": "a@example.com", "password": PASSWORD}
    await container.identity.create_compte()(name="Rédaction", role=Role.EDITOR, **account)
    answer = await site.api.client.post("/api/v1/auth/login", json=account)
    return {"Authorization": f"Bearer {answer.json()['accessToken']}"}


async def send(
    site: Site, headers: dict[str, str], content: bytes | AsyncIterator[bytes], *, kind: str = "document"
) -> Any:
    """Upload a file; return what is answered, or None if the server died over it."""
    name, type_ = ("Pont.png", "image/png") if kind == "image" else ("Guide.pdf", "application/pdf")
    said = {"kind": kind, "name": name}
    try:
        answer = await site.api.client.post(
            FILES,
            params=said,
            content=content,
            headers=headers | {"Content-Type": type_},
        )
    except httpx.TransportError:
        return None
    assert answer.status_code == httpx.codes.CREATED, answer.text
    return answer.json()


async def kept(container: Container) -> tuple[StoredFile, ...]:
    """Return every file."""
    page = await container.ports.stored_files().list(ListQuery(limit=100))
    assert page.next is None
    return tuple(page.items)


async def keys(container: Container) -> set[str]:
    """Return the key of every object of a file."""
    return {each.key async for each in container.ports.storage().list(FOLDER)}


async def settled(container: Container) -> bool:
    """Tell whether no file waits any more."""
    return all(file.state is not FileState.PENDING for file in await kept(container))


async def collect(site: Site, folder: Path, **later: float) -> None:
    """Do the night's work, some time from now."""
    night = behind(site, folder)
    night.ports.clock.override(providers.Object(FixedClock(datetime.now(UTC) + timedelta(**later))))
    await night.files.collect_orphans()(due=datetime.now(UTC))
    await close_clients(night)


async def test_of_an_upload_that_was_cut_off_nothing_is_kept(
    site: Site, headers: dict[str, str], container: Container
) -> None:
    half_sent = asyncio.Event()

    async def half() -> AsyncIterator[bytes]:
        yield pdf(size=500_000)[:250_000]
        half_sent.set()
        await asyncio.Event().wait()

    sending = asyncio.create_task(send(site, headers, half()))
    await half_sent.wait()
    await site.api.kill()
    sending.cancel()
    await asyncio.wait([sending])
    await site.api.start()
    assert (await kept(container), await keys(container)) == ((), set())


async def test_what_was_answered_is_served_although_the_process_died_right_after(
    site: Site, headers: dict[str, str], container: Container
) -> None:
    content = pdf(size=300_000)
    document = await send(site, headers, content)
    image = await send(site, headers, png(width=1200, height=800), kind="image")
    await site.api.kill()
    await site.api.start()
    await eventually(lambda: settled(container), within=60)
    found = await site.api.client.get(f"/files/{document['id']}", follow_redirects=True)
    assert (found.status_code, found.content) == (httpx.codes.OK, content)
    shown = await site.api.client.get(f"/files/{image['id']}", follow_redirects=True)
    assert (shown.status_code, shown.headers["content-type"]) == (httpx.codes.OK, "image/webp")


async def test_whenever_the_process_dies_files_have_their_bytes_and_what_is_left_over_is_collected(
    site: Site, tmp_path: Path, headers: dict[str, str], container: Container
) -> None:
    chance = Random(7)  # noqa: S311 — it has to be repeatable
    answered: list[str] = []
    for number in range(ROUNDS):
        sending = [
            asyncio.create_task(send(site, headers, png(width=900 + each, height=600), kind="image"))
            if each % 2
            else asyncio.create_task(send(site, headers, pdf(size=2_000_000 + each + 10 * number)))
            for each in range(AT_ONCE)
        ]
        await asyncio.sleep(chance.uniform(0.05, 1.0))  # anywhere between reading, storing and drawing
        await site.api.kill()
        answered += [each["id"] for each in await asyncio.gather(*sending) if each is not None]
        await site.api.start()
    await eventually(lambda: settled(container), within=90)
    files = await kept(container)
    assert set(answered) <= {file.id for file in files}
    for file in files:
        bytes_of = container.ports.storage()
        content = b"".join([chunk async for chunk in await bytes_of.read(file.key)])
        assert hashlib.sha256(content).hexdigest() == file.sha256
        assert file.state is FileState.READY
        for variant in file.variants:
            assert (await bytes_of.head(variant.key)).size == variant.size
    # Held for a day after they were uploaded: bytes without a file go, whatever else is there stays.
    await collect(site, tmp_path, hours=23)
    assert {file.key for file in files} <= await keys(container)
    await collect(site, tmp_path, hours=25)
    assert (await kept(container), await keys(container)) == ((), set())
