"""The file that a request brings, in a temporary file for as long as it is looked at."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from sorbo_core.files.intake.arrival import Arrived, arrived
from sorbo_core.files.intake.folder import folder_for
from sorbo_web.api.request import ApiRequest
from sorbo_web.files.receiving.announced import Announced
from sorbo_web.files.receiving.form import file_of_form


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it came in.

    Attributes:
        digest: stands for all that was sent.
    """

    name: str
    file: Arrived
    digest: bytes


@asynccontextmanager
async def received(request: ApiRequest, said: Announced) -> AsyncIterator[Received]:
    """Read the body of a request into a temporary file.

    Raises:
        Malformed: it is no form of one file, where it says so.
        FileTooLarge: it has more bytes than its kind may have.
    """
    async with folder_for("upload") as folder:
        name, chunks = said.name, request.stream()
        if said.boundary is not None:
            called, content = await file_of_form(chunks, said.boundary)
            name = name or called
            file = await arrived(content, path=folder / "file", most=said.most)
        else:
            file = await arrived(chunks, path=folder / "file", most=said.most)
        digest = f"{said.kind}\n{name}\n{file.sha256}".encode()
        yield Received(name=name, file=file, digest=digest)
