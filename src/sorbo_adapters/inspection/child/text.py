"""What can be read in a document, for searching."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from pypdf import PdfReader

from sorbo_adapters.inspection.child.archives.reader import Archive
from sorbo_adapters.inspection.child.archives.xml import elements, local
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
    for event, element in elements(Archive(Path(path).read_bytes()).read("word/document.xml")):
        if event == "end":
            tag = local(element.tag)
            if tag == "t":
                yield element.text or ""
            yield _WORD_ENDS.get(tag, "")


def _of_odt(path: str) -> Iterator[str]:
    content = Archive(Path(path).read_bytes()).read("content.xml")
    return _walked(fromstring(content, forbid_dtd=True))


def _walked(element: Element) -> Iterator[str]:
    """Yield the text of an element and of what is in it, in order. How deep it goes was looked at before."""
    yield element.text or ""
    for child in element:
        yield from _walked(child)
        yield _ODF_ENDS.get(local(child.tag), "")
        yield child.tail or ""


_PARTS: dict[MediaType, Callable[[str], Iterator[str]]] = {
    MediaType.PDF: _of_pdf,
    MediaType.DOCX: _of_docx,
    MediaType.ODT: _of_odt,
}
