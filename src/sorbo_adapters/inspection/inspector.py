"""The inspector whose eyes are in a sandbox."""

import asyncio
from pathlib import Path

from sorbo_adapters.inspection.messages import Look, Read, Refusal, Seen, SeenImage, Text, located
from sorbo_adapters.inspection.sandbox import Sandbox
from sorbo_core.files.faults import Fault, refusal
from sorbo_core.files.inspection import Inspected, Inspector
from sorbo_core.files.names import clean_name, extension_of
from sorbo_core.shared.files.image import ImageFacts
from sorbo_core.shared.files.kind import ALLOWANCES, EXTENSIONS, FileKind, MediaType

_LOOK_SECONDS = 20.0
_READ_SECONDS = 8.0
_VECTOR = {"svg", "svgz", "eps", "ai"}


class SandboxedInspector(Inspector):
    """Asks three witnesses: the file's name here, its first bytes and a parser in the sandbox."""

    def __init__(self, sandbox: Sandbox | None = None) -> None:
        self._sandbox = sandbox or Sandbox()

    async def inspect(self, path: Path, *, kind: FileKind, name: str) -> Inspected:
        claimed = _claimed(kind, name)
        size = (await asyncio.to_thread(path.stat)).st_size
        if size == 0:
            raise refusal(kind, Fault.EMPTY)
        if size > ALLOWANCES[kind].most_bytes:
            raise refusal(kind, Fault.TOO_LARGE)
        answer = await self._sandbox.run(Look(located(path), claimed), within=_LOOK_SECONDS)
        match answer:
            case Seen(image):
                text = await self._text(path, claimed) if kind is FileKind.CV else None
                return Inspected(media_type=claimed, image=_facts(image), text=text)
            case Refusal(fault, what):
                raise refusal(kind, fault, what)
        raise refusal(kind, Fault.UNREADABLE, "answer")

    async def close(self) -> None:
        """End the child."""
        await self._sandbox.close()

    async def _text(self, path: Path, media_type: MediaType) -> str | None:
        # Asked for apart: a document whose text takes too long is a good document all the same.
        answer = await self._sandbox.run(Read(located(path), media_type), within=_READ_SECONDS)
        return answer.text or None if isinstance(answer, Text) else None


def _claimed(kind: FileKind, name: str) -> MediaType:
    extension = extension_of(clean_name(name))
    if not extension:
        raise refusal(kind, Fault.NAME_INVALID)
    if extension in _VECTOR:
        raise refusal(kind, Fault.VECTOR_IMAGE, f".{extension}")
    claimed = EXTENSIONS.get(extension)
    if claimed is None or claimed not in ALLOWANCES[kind].types:
        raise refusal(kind, Fault.TYPE_NOT_ALLOWED, f".{extension}")
    return claimed


def _facts(seen: SeenImage | None) -> ImageFacts | None:
    if seen is None:
        return None
    return ImageFacts(width=seen.width, height=seen.height, color=seen.color, placeholder=seen.placeholder)
