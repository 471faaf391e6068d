"""Files over HTTP."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from support.api import Api
from support.files import pdf, png

FILES = "/api/v1/files"
Upload = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def upload(editor: httpx.AsyncClient) -> Upload:
    """Upload a file as an editor, unless as somebody else."""

    async def send(
        kind: str = "document", *, content: bytes | None = None, by: httpx.AsyncClient = editor
    ) -> httpx.Response:
        image = kind == "image"
        name = "Pont sur la Volta.png" if image else "Guide des voiries.pdf"
        return await by.post(
            FILES,
            params={"kind": kind, "name": name},
            content=content or (png() if image else pdf()),
            headers={"Content-Type": "image/png" if image else "application/pdf"},
        )

    return send


@pytest.fixture
def ready(api: Api, upload: Upload) -> Upload:
    """Upload a file, and have it made ready."""

    async def send(kind: str = "document", **given: object) -> httpx.Response:
        answer = await upload(kind, **given)
        await api.container.delivery.relay_events()()
        return answer

    return send
