"""PDF: no object may act, hold a file or reach outside, wherever it is."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from sorbo_adapters.inspection.child.links import harmless
from sorbo_adapters.inspection.child.pdf.streams import Budget
from sorbo_adapters.inspection.child.refuse import Refuse
from sorbo_adapters.inspection.child.signatures import foreign, has_archive
from sorbo_core.files.faults import Fault

_MOST_OBJECTS = 100_000
_MOST_NODES = 500_000
_MOST_PAGES = 2_000
_HEAD, _TAIL = 1024, 2048

_KEYS = {
    "/JS": Fault.ACTIVE_CONTENT,
    "/JavaScript": Fault.ACTIVE_CONTENT,
    "/AA": Fault.ACTIVE_CONTENT,
    "/Launch": Fault.ACTIVE_CONTENT,
    "/XFA": Fault.ACTIVE_CONTENT,
    "/RichMedia": Fault.ACTIVE_CONTENT,
    "/RichMediaContent": Fault.ACTIVE_CONTENT,
    "/EmbeddedFile": Fault.EMBEDDED_FILE,
    "/EmbeddedFiles": Fault.EMBEDDED_FILE,
    "/EF": Fault.EMBEDDED_FILE,
    "/OPI": Fault.EXTERNAL_REFERENCE,
    "/FFilter": Fault.EXTERNAL_REFERENCE,
}
_ACTIONS = {
    **dict.fromkeys(
        ("/JavaScript", "/Launch", "/Rendition", "/Movie", "/RichMediaExecute", "/GoTo3DView"),
        Fault.ACTIVE_CONTENT,
    ),
    **dict.fromkeys(
        ("/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/GoToDp", "/Thread"), Fault.EXTERNAL_REFERENCE
    ),
}
_SUBTYPES = {
    **dict.fromkeys(("/RichMedia", "/Movie", "/Screen", "/3D", "/Sound"), Fault.ACTIVE_CONTENT),
    "/FileAttachment": Fault.EMBEDDED_FILE,
}
_CONTAINERS = (Array, Dictionary, Stream)


def check(data: bytes) -> None:
    """Refuse a document that is not plain paper."""
    _check_ends(data)
    try:
        # Not mended: what one program takes for the document, another must not see differently.
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise Refuse(Fault.ENCRYPTED)
            _check_objects(pdf, Budget(len(data)))
            if len(pdf.pages) > _MOST_PAGES:
                raise Refuse(Fault.BOMB, "pages")
    except pikepdf.PasswordError as error:
        raise Refuse(Fault.ENCRYPTED) from error
    except (pikepdf.PdfError, ValueError) as error:
        raise Refuse(Fault.UNREADABLE, type(error).__name__) from error


def _check_ends(data: bytes) -> None:
    end = data.rfind(b"%%EOF", max(0, len(data) - _TAIL))
    if end == -1:
        anywhere = data.rfind(b"%%EOF")
        # What follows a whole document is another one; where there is no end, the rest was lost.
        raise Refuse(Fault.TRUNCATED if anywhere == -1 or not _complete(data, anywhere) else Fault.POLYGLOT)
    hidden = foreign(data, 5, _HEAD) or foreign(data, end)
    if has_archive(data):
        hidden = "ZIP"
    if hidden:
        raise Refuse(Fault.POLYGLOT, hidden)


def _complete(data: bytes, end: int) -> bool:
    """Return whether what is before this end looks like the end of a document, and other things follow."""
    return b"startxref" in data[max(0, end - 64) : end] and b" obj" not in data[end : end + 65_536]


def _check_objects(pdf: Pdf, budget: Budget) -> None:
    if len(pdf.objects) > _MOST_OBJECTS:
        raise Refuse(Fault.BOMB, "objects")
    for node in _nodes(pdf):
        if isinstance(node, Dictionary | Stream):
            _check_dictionary(node)
        if isinstance(node, Stream):
            budget.measure(node)


def _nodes(pdf: Pdf) -> Iterator[Object]:
    """Yield every container once: those that the trailer leads to, and those that nothing leads to."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Object] = [pdf.trailer, *(each for each in pdf.objects if isinstance(each, _CONTAINERS))]
    nodes = 0
    while waiting:
        node = waiting.pop()
        if node.is_indirect:
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        nodes += 1
        if nodes + len(waiting) > _MOST_NODES:
            raise Refuse(Fault.BOMB, "objects")
        yield node
        children = node if isinstance(node, Array) else (value for _, value in node.items())
        waiting.extend(child for child in children if isinstance(child, _CONTAINERS))


def _check_dictionary(node: Dictionary | Stream) -> None:
    for key in node.keys():  # noqa: SIM118 — a stream's iterator is not that of its keys
        if key in _KEYS:
            raise Refuse(_KEYS[key], key)
    _check_named(node, "/S", _ACTIONS)
    if node.get("/Type") in (Name.Annot, None):
        _check_named(node, "/Subtype", _SUBTYPES)
    if node.get("/Type") == Name.EmbeddedFile:
        raise Refuse(Fault.EMBEDDED_FILE)
    if isinstance(node, Stream) and "/F" in node:
        raise Refuse(Fault.EXTERNAL_REFERENCE, "/F")
    link = node.get("/URI")
    if isinstance(link, String) and not harmless(str(link)):
        raise Refuse(Fault.EXTERNAL_REFERENCE, "/URI")
    opening = node.get("/OpenAction")
    if isinstance(opening, Dictionary) and opening.get("/S") != Name.GoTo:
        raise Refuse(Fault.ACTIVE_CONTENT, "/OpenAction")


def _check_named(node: Dictionary | Stream, key: str, refused: dict[str, Fault]) -> None:
    value = node.get(key)
    if isinstance(value, Name) and str(value) in refused:
        raise Refuse(refused[str(value)], str(value))
