"""What became of each file that was uploaded, and which promises were broken."""

import hashlib
import io
from collections import defaultdict
from collections.abc import AsyncIterator, Collection

import httpx
import msgspec
from PIL import Image

from chaos.site.site import Site
from chaos.uploads.editors import Uploaded
from sorbo_core.files.stored_file import FileState, StoredFile
from sorbo_web.wiring.container import Container


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A file as its sender knows it, and what is stored of it: one, or none if it never arrived."""

    sent: Uploaded
    stored: tuple[StoredFile, ...]

    @property
    def is_complete(self) -> bool:
        """Whether all that is to follow has followed."""
        return all(file.state is not FileState.PENDING for file in self.stored)

    async def problems(self, container: Container, client: httpx.AsyncClient) -> AsyncIterator[str]:
        """Tell which promises were broken."""
        ids = tuple(file.id for file in self.stored)
        if self.sent.id is not None and ids != (self.sent.id,):
            yield f"was answered with {self.sent.id} and is stored as {ids}"
        if len(ids) > 1:
            yield f"is stored {len(ids)} times"
        for file in self.stored:
            if file.state is not FileState.READY:
                yield f"is {file.state}"
            async for text in _of_its_bytes(file, container):
                yield text
            async for text in _of_its_answer(file, client):
                yield text


async def _of_its_bytes(file: StoredFile, container: Container) -> AsyncIterator[str]:
    storage = container.ports.storage()
    content = b"".join([chunk async for chunk in await storage.read(file.key)])
    if hashlib.sha256(content).hexdigest() != file.sha256:
        yield f"has {len(content)} other bytes under {file.key}"
    for variant in file.variants:
        if (await storage.head(variant.key)).size != variant.size:
            yield f"has a variant of another size: {variant.key}"


async def _of_its_answer(file: StoredFile, client: httpx.AsyncClient) -> AsyncIterator[str]:
    answer = await client.get(f"/files/{file.id}", follow_redirects=True)
    if answer.status_code != httpx.codes.OK:
        yield f"is answered with {answer.status_code}"
    elif file.variants:
        with Image.open(io.BytesIO(answer.content)) as image:
            image.load()
    elif hashlib.sha256(answer.content).hexdigest() != file.sha256:
        yield f"is served with {len(answer.content)} other bytes"


async def cases_of(site: Site, container: Container, sent: Collection[Uploaded]) -> list[Case]:
    """Return what there is by now of files that were uploaded."""
    files, stored = container.ports.stored_files(), defaultdict(list)
    digests = {"sha256": {"$in": [each.sha256 for each in sent]}}
    async for document in site.database["files"].find(digests, {"_id": True}):
        file = await files.get(document["_id"])
        stored[file.sha256].append(file)
    return [Case(sent=each, stored=tuple(stored[each.sha256])) for each in sent]
