"""DOCX and XLSX: no macros, nothing embedded, nothing fetched from elsewhere."""

import re

from sorbo_adapters.inspection.child.archives.reader import Archive
from sorbo_adapters.inspection.child.archives.xml import Element, elements
from sorbo_adapters.inspection.child.links import harmless, leaves
from sorbo_adapters.inspection.child.refuse import Refuse
from sorbo_core.files.faults import Fault

_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_ACTIVE_TYPE = re.compile(r"macro|vbaproject|vbadata|activex|oleobject|customui|dialogsheet", re.IGNORECASE)
_ACTIVE_PART = re.compile(
    r"vba(project|data)|(^|/)(activex|macrosheets|dialogsheets|customui|ctrlprops|attachedtoolbars)(/|\.)|\.(exe|dll|js|vbs|hta)$",
    re.IGNORECASE,
)
_EMBEDDED_PART = re.compile(r"(^|/)embeddings/|\.(bin|ole|docm|xlsm)$", re.IGNORECASE)
# Binary parts that every second workbook has, and that hold no code.
_HARMLESS_BINARY = re.compile(r"(^|/)printerSettings\d*\.bin$", re.IGNORECASE)
_PICTURE_PART = re.compile(
    r"\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|wdp|ico|odttf|ttf|fntdata)$|(^|/)printerSettings\d*\.bin$",
    re.IGNORECASE,
)
_BLANK = b" \t\r\n"
_EXTERNAL_PART = re.compile(r"(^|/)(externalLinks|queryTables)/|(^|/)connections\.xml$", re.IGNORECASE)
_EMBEDDING = frozenset(
    {
        "oleobject",
        "package",
        "control",
        "activexcontrolbinary",
        "vbaproject",
        "afchunk",
        "keymapcustomizations",
    }
)
_FETCHING_FIELD = re.compile(
    r"(?:^|\n)\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|MACROBUTTON|QUOTE\s+\d)\b",
    re.IGNORECASE,
)
_FETCHING_FORMULA = re.compile(
    r"\|\s*'|\b(WEBSERVICE|IMAGE|CALL|REGISTER|EXEC|RTD|DDE)\s*\(|\[\s*(https?|file|\\\\)|'\\\\\\\\",
    re.IGNORECASE,
)

_FETCHING = frozenset({"ddeLink", "oleLink", "webPr", "altChunk"})
_OBJECTS = frozenset({"OLEObject", "oleObject", "control"})
_PAINTED = frozenset({"imagedata", "fill", "stroke"})
_FORMULAS = frozenset({"f", "definedName"})
_FIELDS = frozenset({"fldSimple", "fldChar", "instrText"})
_TELLING = _FETCHING | _OBJECTS | _PAINTED | _FORMULAS | _FIELDS | {"script"}


def check_docx(data: bytes) -> None:
    """Refuse a text that is not one, or that acts."""
    _check(data, "wordprocessingml.document", "word/document.xml")


def check_xlsx(data: bytes) -> None:
    """Refuse a workbook that is not one, or that acts."""
    _check(data, "spreadsheetml.sheet", "xl/workbook.xml")


def _check(data: bytes, family: str, main: str) -> None:
    archive = Archive(data)
    if _TYPES not in archive.names or main not in archive.names:
        raise Refuse(Fault.EXTENSION_MISMATCH, "ZIP")
    for name in archive.names:
        _check_part(name)
    for name in archive.names:
        content = archive.read(name)
        if name == _TYPES:
            _check_types(content, _MAIN.format(family), f"/{main}")
        elif name.lower().endswith(".rels"):
            _check_relations(content)
        elif not _PICTURE_PART.search(name):
            _check_xml(content)
        elif content.lstrip(_BLANK).startswith((b"<", b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")):
            # The list of types, and not the name, decides what Office takes a part for.
            raise Refuse(Fault.POLYGLOT, name)


def _check_part(name: str) -> None:
    if _ACTIVE_PART.search(name):
        raise Refuse(Fault.ACTIVE_CONTENT, name)
    if _EMBEDDED_PART.search(name) and not _HARMLESS_BINARY.search(name):
        raise Refuse(Fault.EMBEDDED_FILE, name)
    if _EXTERNAL_PART.search(name):
        raise Refuse(Fault.EXTERNAL_REFERENCE, name)


def _check_types(content: bytes, wanted: str, main: str) -> None:
    found = False
    for event, element, _ in elements(content):
        given = element.value("ContentType")
        if event == "start" and _ACTIVE_TYPE.search(given):
            raise Refuse(Fault.ACTIVE_CONTENT, given.rpartition(".")[2])
        found |= given == wanted and element.value("PartName") == main
    if not found:
        raise Refuse(Fault.EXTENSION_MISMATCH)


def _check_relations(content: bytes) -> None:
    for event, element, _ in elements(content):
        if event == "start" and element.tag == "Relationship":
            _check_relation(element)


def _check_relation(element: Element) -> None:
    kinds = {kind.rpartition("/")[2].lower() for kind in element.values("Type")}
    targets = element.values("Target")
    external = "external" in element.value("TargetMode").lower() or any(map(leaves, targets))
    if external and not (kinds == {"hyperlink"} and all(map(harmless, targets))):
        raise Refuse(Fault.EXTERNAL_REFERENCE, " ".join(kinds))
    if kinds & _EMBEDDING:
        raise Refuse(Fault.EMBEDDED_FILE, " ".join(kinds))


def _check_xml(content: bytes) -> None:
    instructions: list[str] = []
    for event, element, _ in elements(content):
        # A workbook has millions of cells, which tell nothing.
        if element.tag not in _TELLING or event == "text":
            continue
        if event == "start":
            _check_element(element)
            instructions.append(_beginning(element))
        elif element.tag == "instrText":
            instructions.append(element.text)
        elif element.tag in _FORMULAS and _FETCHING_FORMULA.search(element.text):
            raise Refuse(Fault.EXTERNAL_REFERENCE, "formula")
    field = _FETCHING_FIELD.search("".join(instructions))
    if field is not None:
        raise Refuse(Fault.EXTERNAL_REFERENCE, field[1].upper())


def _beginning(element: Element) -> str:
    """Return a new line where a field begins: its words may be spread over many runs."""
    if element.tag == "fldSimple":
        return f"\n{element.value('instr')}\n"
    return "\n" if element.tag == "fldChar" and "begin" in element.value("fldCharType") else ""


def _check_element(element: Element) -> None:
    tag = element.tag
    if tag == "script":
        raise Refuse(Fault.ACTIVE_CONTENT, tag)
    if tag in _FETCHING:
        raise Refuse(Fault.EXTERNAL_REFERENCE, tag)
    if tag in _OBJECTS:
        raise Refuse(Fault.EMBEDDED_FILE, tag)
    # Old drawings name where their picture is without a relation.
    if tag in _PAINTED and any(map(leaves, element.values("src"))):
        raise Refuse(Fault.EXTERNAL_REFERENCE, tag)
