"""Editors who upload files, and how they take it when no answer comes."""

import hashlib
from collections.abc import AsyncIterator

import httpx
import msgspec

from chaos.site.site import Site
from chaos.wire.moments import Moment
from support.files import pdf, png
from support.program import eventually

_PATIENCE = 300.0
_PAUSE = 0.3
_TRY_AGAIN = {httpx.codes.CONFLICT, httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE}
_WIDTHS = 600


class Uploaded(msgspec.Struct, kw_only=True):
    """A file as its sender knows it; no other one has the same bytes.

    Attributes:
        patient: whether it is sent again, under one key, until it is answered.
        id: what the answer says; None as long as there is none.
    """

    name: str
    kind: str
    media_type: str
    content: bytes
    patient: bool
    id: str | None = None

    @property
    def sha256(self) -> str:
        """Its digest."""
        return hashlib.sha256(self.content).hexdigest()


def image_or_document(number: int, *, patient: bool) -> Uploaded:
    """Return the file of this number: by turns an image and a document."""
    if number % 2:
        content = png(width=640 + number % _WIDTHS, height=400 + number // _WIDTHS)
        return Uploaded(
            name=f"{number}.png", kind="image", media_type="image/png", content=content, patient=patient
        )
    content = pdf(size=400_000, remark=str(number).encode())
    return Uploaded(
        name=f"{number}.pdf",
        kind="document",
        media_type="application/pdf",
        content=content,
        patient=patient,
    )


async def upload(site: Site, token: str, sent: Uploaded) -> None:
    """Send a file, and note the id that it is answered with.

    Raises:
        TimeoutError: a patient editor has had no answer for too long.
        AssertionError: it was refused.
    """
    await eventually(lambda: _is_over(site, token, sent), within=_PATIENCE, every=_PAUSE)


async def _is_over(site: Site, token: str, sent: Uploaded) -> bool:
    fields = {
        "Authorization": f"Bearer {token}",
        "Content-Type": sent.media_type,
        "Idempotency-Key": f"key-of-{sent.name}",
    }
    try:
        answer = await site.processes.client.post(
            "/api/v1/files",
            params={"kind": sent.kind, "name": sent.name},
            content=_in_two(site, sent.content),
            headers=fields,
        )
    except httpx.TransportError:
        return not sent.patient
    if answer.status_code == httpx.codes.CREATED:
        sent.id = answer.json()["id"]
        return True
    assert answer.status_code in _TRY_AGAIN, answer.text
    return not sent.patient


async def _in_two(site: Site, content: bytes) -> AsyncIterator[bytes]:
    """Yield both halves; in between is the moment that no proxy sees."""
    middle = len(content) // 2
    yield content[:middle]
    if trap := site.watch.caught(Moment.DURING_UPLOAD):
        trap.sprung.set_result(site.processes.pid_of("api"))
        await trap.released.wait()
    yield content[middle:]
