"""Every hostile file is refused for what it is, and every plain one accepted, through the sandbox."""

from pathlib import Path

import pytest

from sorbo_adapters.inspection.inspector import SandboxedInspector
from sorbo_core.files.errors import FileRefused
from sorbo_core.files.inspection import Inspected
from sorbo_core.shared.files.kind import EXTENSIONS, FileKind
from support.corpus.archives import (
    harmless_archives,
    hostile_archives,
    hostile_odts,
    hostile_texts,
    hostile_workbooks,
    two_at_once,
)
from support.corpus.papers import harmless_papers, hostile_papers
from support.corpus.pictures import harmless_pictures, hostile_pictures

_DOCUMENTS = {
    "pdf": hostile_papers,
    "docx": hostile_texts,
    "xlsx": hostile_workbooks,
    "odt": hostile_odts,
    "zip": hostile_archives,
}


@pytest.fixture(scope="module")
def hostile() -> list[tuple[str, bytes, str, FileKind, str]]:
    documents = [
        (what, data, extension, FileKind.DOCUMENT, fault.value)
        for extension, make in _DOCUMENTS.items()
        for what, (data, fault) in make().items()
    ]
    documents += [
        (what, data, extension, FileKind.DOCUMENT, fault.value)
        for what, (data, extension, fault) in two_at_once().items()
    ]
    pictures = [
        (what, data, extension, FileKind.IMAGE, fault.value)
        for what, (data, extension, fault) in hostile_pictures().items()
    ]
    return documents + pictures


async def test_every_hostile_file_is_refused_for_what_it_is(
    hostile: list[tuple[str, bytes, str, FileKind, str]], inspector: SandboxedInspector, tmp_path: Path
) -> None:
    wrong: dict[str, str] = {}
    for what, data, extension, kind, fault in hostile:
        found = await _fault(inspector, tmp_path, data, kind, extension)
        if found != fault:
            wrong[f"{extension}: {what}"] = f"{found} instead of {fault}"
    assert wrong == {}


async def test_every_plain_file_is_accepted(inspector: SandboxedInspector, tmp_path: Path) -> None:
    plain = [
        *((what, data, "pdf", FileKind.DOCUMENT) for what, data in harmless_papers().items()),
        *((what, data, end, FileKind.DOCUMENT) for what, (data, end) in harmless_archives().items()),
        *((what, data, end, FileKind.IMAGE) for what, (data, end) in harmless_pictures().items()),
    ]
    wrong: dict[str, str] = {}
    for what, data, extension, kind in plain:
        try:
            inspected = await _inspected(inspector, tmp_path, data, kind, extension)
            assert inspected.media_type is EXTENSIONS[extension]
        except FileRefused as refused:
            wrong[f"{extension}: {what}"] = str(refused.violations)
    assert wrong == {}


async def _fault(
    inspector: SandboxedInspector, folder: Path, data: bytes, kind: FileKind, extension: str
) -> str:
    try:
        await _inspected(inspector, folder, data, kind, extension)
    except FileRefused as refused:
        return refused.violations[0].code
    return "nothing"


async def _inspected(
    inspector: SandboxedInspector, folder: Path, data: bytes, kind: FileKind, extension: str
) -> Inspected:
    path = folder / "uploaded"
    path.write_bytes(data)
    return await inspector.inspect(path, kind=kind, name=f"fichier.{extension}")
