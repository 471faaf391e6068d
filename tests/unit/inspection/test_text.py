"""The text of CVs, for searching."""

from pathlib import Path

import pikepdf
import pytest

from sorbo_adapters.inspection.child.text import _cut
from sorbo_adapters.inspection.inspector import SandboxedInspector
from sorbo_core.shared.files.kind import FileKind
from support.corpus.archives import docx, odt
from support.corpus.papers import paper


async def _text(inspector: SandboxedInspector, folder: Path, data: bytes, extension: str) -> str | None:
    path = folder / "uploaded"
    path.write_bytes(data)
    return (await inspector.inspect(path, kind=FileKind.CV, name=f"cv.{extension}")).text


@pytest.mark.parametrize(
    ("data", "extension", "text"),
    [
        (paper(), "pdf", "Ingenieur structure"),
        (docx(), "docx", "Cheffe de projet"),
        (odt(), "odt", "Ingénieure fluides, Dakar"),
    ],
)
async def test_what_can_be_read_in_a_cv_is_returned(
    inspector: SandboxedInspector, tmp_path: Path, data: bytes, extension: str, text: str
) -> None:
    assert await _text(inspector, tmp_path, data, extension) == text


async def test_a_long_text_is_cut(inspector: SandboxedInspector, tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>très long </w:t></w:r></w:p>" * 20_000
    text = await _text(inspector, tmp_path, docx(body=body), "docx")
    assert text is not None
    assert 99_000 < len(text) <= 100_000


async def test_a_cv_without_text_is_a_good_cv(inspector: SandboxedInspector, tmp_path: Path) -> None:
    def emptied(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"")

    assert await _text(inspector, tmp_path, paper(emptied), "pdf") is None


async def test_a_text_that_cannot_be_read_is_none(inspector: SandboxedInspector, tmp_path: Path) -> None:
    def unreadable(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources = pikepdf.Array([])
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F9 (x Tj <<<")

    assert await _text(inspector, tmp_path, paper(unreadable), "pdf") is None


async def test_a_document_is_not_read(inspector: SandboxedInspector, tmp_path: Path) -> None:
    path = tmp_path / "uploaded"
    path.write_bytes(paper())
    inspected = await inspector.inspect(path, kind=FileKind.DOCUMENT, name="notice.pdf")
    assert inspected.text is None


def test_halves_of_characters_and_nul_are_left_out() -> None:
    assert _cut(iter(["a\0", "\ud800", "b"])) == "ab"
