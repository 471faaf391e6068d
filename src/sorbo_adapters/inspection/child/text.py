"""What can be read in a document, for searching."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pypdf import PdfReader

from sorbo_adapters.inspection.child.archives.reader import Archive
from sorbo_adapters.inspection.child.archives.xml import elements
from sorbo_adapters.inspection.messages import MAX_TEXT
from sorbo_core.shared.files.kind import MediaType

_SECONDS = 5.0
"""After so long no further page is begun."""

_WORD_ENDS = {"p": "\n", "br": "\n", "cr": "\n", "tab": "\t", "tc": "\t"}
_ODF_ENDS = {"p": "\n", "h": "\n", "line-break": "\n", "tab": "\t", "s": " "}


def text_of(path: str, media_type: MediaType) -> str:
    """Return the text of a document, cut where it is long; empty where its type has none."""
    parts = _PARTS.get(media_type)
    return _cut(parts(path)) if parts is not None else ""


def _cut(parts: Iterator[str]) -> str:
    kept: list[str] = []
    length = 0
    for part in parts:
        kept.append(part)
        length += len(part)
        if length >= MAX_TEXT:
            break
    # Half a character, or NUL, is in some documents, and no storage takes it.
    whole = "".join(kept).encode(errors="ignore").decode().replace("\0", "")
    return whole[:MAX_TEXT].strip()


def _of_pdf(path: str) -> Iterator[str]:
    end = time.monotonic() + _SECONDS
    for page in PdfReader(path).pages:
        if time.monotonic() > end:
            return
        yield page.extract_text()
        yield "\n"


def _of_docx(path: str) -> Iterator[str]:
    for event, element, text in elements(Archive(Path(path).read_bytes()).read("word/document.xml")):
        if element.tag == "t":
            yield text
        elif event == "end":
            yield _WORD_ENDS.get(element.tag, "")


def _of_odt(path: str) -> Iterator[str]:
    inside = 0
    for event, element, text in elements(Archive(Path(path).read_bytes()).read("content.xml")):
        if element.tag in {"p", "h"}:
            inside += {"start": 1, "end": -1}.get(event, 0)
        if inside:
            yield text
        if event == "end":
            yield _ODF_ENDS.get(element.tag, "")


_PARTS: dict[MediaType, Callable[[str], Iterator[str]]] = {
    MediaType.PDF: _of_pdf,
    MediaType.DOCX: _of_docx,
    MediaType.ODT: _of_odt,
}
