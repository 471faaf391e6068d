"""Archives and office documents, plain and hostile, made as they are needed."""

import io
import struct
import zipfile
from collections.abc import Mapping

from sorbo_core.files.faults import Fault
from support.corpus.papers import acting_paper, paper, paper_around

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_WORD = _TYPE.format("wordprocessingml.document")
_SHEET = _TYPE.format("spreadsheetml.sheet")
_ODF = "urn:oasis:names:tc:opendocument:xmlns"

Parts = Mapping[str, bytes | str]


def archive(parts: Parts, *, folded: bool = True) -> bytes:
    """Return a ZIP archive of these entries, in this order."""
    output = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if folded else zipfile.ZIP_STORED
    with zipfile.ZipFile(output, "w", method, compresslevel=9) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return output.getvalue()


def docx(more: Parts | None = None, *, body: str = "", relations: str = "", main: str = _WORD) -> bytes:
    """Return a text, with further parts, content and relations."""
    return archive(
        {
            "[Content_Types].xml": _types("/word/document.xml", main),
            "_rels/.rels": _rels(_relation("officeDocument", "word/document.xml")),
            "word/document.xml": _text(body),
            "word/_rels/document.xml.rels": _rels(relations),
            **(more or {}),
        }
    )


def xlsx(more: Parts | None = None, *, cell: str = "<v>1</v>") -> bytes:
    """Return a workbook, with further parts, and what stands in its cell."""
    sheet = f"<worksheet><sheetData><row><c>{cell}</c></row></sheetData></worksheet>"
    return archive(
        {
            "[Content_Types].xml": _types("/xl/workbook.xml", _SHEET),
            "_rels/.rels": _rels(_relation("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": "<workbook/>",
            "xl/worksheets/sheet1.xml": sheet,
            **(more or {}),
        }
    )


def odt(more: Parts | None = None, *, body: str = "", manifest: str = "") -> bytes:
    """Return a text of LibreOffice, with further parts and content."""
    spaces = (
        f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:draw="{_ODF}:drawing:1.0" '
        f'xmlns:script="{_ODF}:script:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    paragraph = "<text:p>Ing\u00e9nieure <text:span>fluides</text:span>, Dakar</text:p>"
    inside = f"<office:body>{paragraph}{body}</office:body>"
    content = f"<office:document-content {spaces}>{inside}</office:document-content>"
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            **(more or {}),
        }
    )


def hostile_texts() -> dict[str, tuple[bytes, Fault]]:
    """Return DOCX files that must be refused, by what they are, and why."""
    acting, outside, within = Fault.ACTIVE_CONTENT, Fault.EXTERNAL_REFERENCE, Fault.EMBEDDED_FILE
    return {
        "macros": (docx({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), acting),
        "macros by its type": (docx(main=_MACROS), acting),
        "controls": (docx({"word/activeX/activeX1.xml": "<x/>"}), acting),
        "an object": (docx({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}), within),
        "another document": (docx(relations=_relation("aFChunk", "page.html")), within),
        "a template from elsewhere": (docx(relations=_outside("attachedTemplate")), outside),
        "a picture from elsewhere": (docx(relations=_outside("image")), outside),
        "a relation with two targets": (
            docx(
                relations=_relation(
                    "hyperlink", "https://example.com", 'x:Target="file:///x" xmlns:x="urn:x"'
                )
            ),
            outside,
        ),
        "an object from elsewhere": (docx(relations=_outside("oleObject")), outside),
        "a frame from elsewhere": (docx(relations=_outside("frame")), outside),
        "a link to a share": (docx(relations=_outside("hyperlink", "\\\\evil.example.com\\share")), outside),
        "a link to a disk": (docx(relations=_outside("hyperlink", "file:///c:/windows")), outside),
        "a relation that hides where it leads": (
            docx(relations=_relation("image", "https://evil.example.com/x.png")),
            outside,
        ),
        "a field that asks a program": (docx(body=_field("DDEAUTO", " c:\\\\cmd.exe")), outside),
        "a field in pieces": (docx(body=_field("D", "DEAU", "TO cmd")), outside),
        "a simple field": (
            docx(body='<w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://x&quot;"/>'),
            outside,
        ),
        "a picture of the old kind": (docx(body='<v:imagedata src="http://evil.example.com/x"/>'), outside),
        "entities": (docx({"word/styles.xml": _billion_laughs()}), acting),
        "an entity from elsewhere": (docx({"word/styles.xml": _entity()}), acting),
        "nested without end": (docx(body="<w:a>" * 5_000 + "</w:a>" * 5_000), Fault.BOMB),
        "a note that is no note by its name": (
            docx({"word/footnotes.foo": _text(_field("DDE cmd"))}),
            outside,
        ),
        "a note that is a picture by its name": (docx({"word/notes.png": _text("")}), Fault.POLYGLOT),
        "a drawing with a script": (docx({"word/media/a.svg": "<svg><script/></svg>"}), acting),
        "broken XML": (docx({"word/styles.xml": "<a><b></a>"}), Fault.UNREADABLE),
        "no text at all": (archive({"a.txt": "a"}), Fault.EXTENSION_MISMATCH),
        "a workbook": (xlsx(), Fault.EXTENSION_MISMATCH),
        "half of it": (docx()[:400], Fault.TRUNCATED),
    }


def hostile_workbooks() -> dict[str, tuple[bytes, Fault]]:
    """Return XLSX files that must be refused, by what they are, and why."""
    outside = Fault.EXTERNAL_REFERENCE
    return {
        "a formula that starts a program": (xlsx(cell="<f>cmd|' /c calc'!A1</f>"), outside),
        "a formula that fetches": (xlsx(cell='<f>WEBSERVICE("http://evil.example.com")</f>'), outside),
        "another workbook": (xlsx({"xl/externalLinks/externalLink1.xml": "<externalLink/>"}), outside),
        "a connection": (xlsx({"xl/connections.xml": "<connections/>"}), outside),
        "old macros": (xlsx({"xl/macrosheets/sheet1.xml": "<x/>"}), Fault.ACTIVE_CONTENT),
    }


def hostile_odts() -> dict[str, tuple[bytes, Fault]]:
    """Return ODT files that must be refused, by what they are, and why."""
    acting, outside = Fault.ACTIVE_CONTENT, Fault.EXTERNAL_REFERENCE
    image = '<draw:image xlink:href="{}"/>'
    listener = '<script:event-listener xlink:href="vnd.sun.star.script:a.b?language=Basic"/>'
    return {
        "Basic": (odt({"Basic/Standard/Module1.xml": "<x/>"}), acting),
        "a program": (odt({"Scripts/python/a.py": "print()"}), acting),
        "a listener": (odt(body=listener), acting),
        "a link that acts": (odt(body='<text:a xlink:href="macro:///a.b()">x</text:a>'), outside),
        "a picture from elsewhere": (odt(body=image.format("https://evil.example.com/x")), outside),
        "a picture from a share": (odt(body=image.format("//evil.example.com/x")), outside),
        "a picture from the disk": (odt(body=image.format("../x.png")), outside),
        "a plug-in": (odt(body="<draw:plugin/>"), acting),
        "an object": (odt(body='<draw:object-ole xlink:href="./Object 1"/>'), Fault.EMBEDDED_FILE),
        "an object without a name": (odt({"Object 1": b"\xd0\xcf\x11\xe0"}), Fault.EMBEDDED_FILE),
        "a password": (odt(manifest="<encryption-data/>"), Fault.ENCRYPTED),
        "of another type": (odt({"mimetype": "application/epub+zip"}), Fault.EXTENSION_MISMATCH),
    }


def hostile_archives() -> dict[str, tuple[bytes, Fault]]:
    """Return ZIP archives that must be refused, by what they are, and why."""
    plain = archive({"a.txt": "a" * 100, "b.txt": "b"})
    inner = archive({"0": bytes(5_000_000)})
    bomb = archive({str(number): bytes(10_000_000) for number in range(5)})
    folder = archive({"../a.txt": "a"})
    return {
        "a bomb in archives": (
            archive({f"{number}.zip": inner for number in range(16)}),
            Fault.EMBEDDED_FILE,
        ),
        "a flat bomb": (bomb, Fault.BOMB),
        "entries over one another": (_overlapping(), Fault.POLYGLOT),
        "entries without end": (archive({str(number): "" for number in range(2_001)}), Fault.BOMB),
        "an entry that says it is short": (_lying(plain), Fault.BOMB),
        "an entry with another sum": (_summed(plain), Fault.UNREADABLE),
        "all but its last byte": (plain[:-1], Fault.TRUNCATED),
        "a way out": (folder, Fault.UNREADABLE),
        "an absolute path": (archive({"/etc/passwd": "a"}), Fault.UNREADABLE),
        "a Windows path": (archive({"c:/a.txt": "a"}), Fault.UNREADABLE),
        "one name twice": (archive({"a.txt": "a", "A.TXT": "b"}), Fault.POLYGLOT),
        "a password": (_flagged(plain), Fault.ENCRYPTED),
        "a link to elsewhere on the disk": (_linked(), Fault.EXTERNAL_REFERENCE),
        "a program": (archive({"lisezmoi.exe": "MZ"}), Fault.ACTIVE_CONTENT),
        "a program by another name": (archive({"photo.jpg": b"MZ\x90\x00"}), Fault.ACTIVE_CONTENT),
        "a drawing that acts": (archive({"a.txt": "<svg onload='x()'/>"}), Fault.ACTIVE_CONTENT),
        "a paper that acts": (
            archive({"a.pdf": acting_paper()}),
            Fault.ACTIVE_CONTENT,
        ),
        "a text with macros": (archive({"a.docx": hostile_texts()["macros"][0]}), Fault.ACTIVE_CONTENT),
        "a paper that is none": (archive({"a.pdf": "GIF89a"}), Fault.EXTENSION_MISMATCH),
        "something before it": (b"GIF89a" + plain, Fault.POLYGLOT),
        "something behind it": (plain + b"<script>alert(1)</script>", Fault.POLYGLOT),
        "a script as a comment": (_commented(plain, b"<script>alert(1)</script>"), Fault.POLYGLOT),
        "nothing": (archive({}), Fault.TYPE_NOT_ALLOWED),
    }


def two_at_once() -> dict[str, tuple[bytes, str, Fault]]:
    """Return files of two types, with their extensions, by what they are, and why they must be refused."""
    plain, zipped = paper(), archive({"a.txt": "a"})
    return {
        "an archive behind a paper": (plain + zipped, "pdf", Fault.POLYGLOT),
        "an archive within a paper": (
            paper_around(archive({"a.txt": "a"}, folded=False)),
            "pdf",
            Fault.POLYGLOT,
        ),
        "a paper before an archive": (plain + zipped, "zip", Fault.POLYGLOT),
        "a paper within an archive": (archive({"a": plain}, folded=False), "pdf", Fault.POLYGLOT),
        "a paper before a text": (plain + docx(), "docx", Fault.POLYGLOT),
        "a paper by another name": (plain, "docx", Fault.EXTENSION_MISMATCH),
        "a text by another name": (docx(), "pdf", Fault.EXTENSION_MISMATCH),
        "a page of HTML by another name": (
            b"<!doctype html><script>x()</script>",
            "pdf",
            Fault.TYPE_NOT_ALLOWED,
        ),
    }


def harmless_archives() -> dict[str, tuple[bytes, str]]:
    """Return documents that must be accepted, with their extensions, by what they are."""
    link = _outside("hyperlink", "https://www.example.com")
    return {
        "a text": (docx(), "docx"),
        "a text with a link": (docx(relations=link), "docx"),
        "a text with a field": (docx(body=_field(" PAGE ")), "docx"),
        "a workbook": (xlsx(cell="<f>SUM(A1:A9)</f>"), "xlsx"),
        "a text of LibreOffice": (odt(), "odt"),
        "a link in a text of LibreOffice": (
            odt(body='<text:a xlink:href="https://example.com">x</text:a>'),
            "odt",
        ),
        "an archive": (archive({"plans/niveau 1.dwg": "AC1032", "notice.pdf": paper()}), "zip"),
        "an archive with a comment": (_commented(archive({"a.txt": "a"}), b"version 1"), "zip"),
    }


def _types(main: str, kind: str) -> str:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="{main}" ContentType="{kind}"/></Types>'
    )


def _rels(relations: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _relation(kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="r{kind}" Type="{_RELATIONS}/{kind}" Target="{target}" {more}/>'


def _outside(kind: str, target: str = "https://evil.example.com/x") -> str:
    return _relation(kind, target, 'TargetMode="External"')


def _text(body: str) -> str:
    words = "<w:p><w:r><w:t>Cheffe de projet</w:t></w:r></w:p>"
    return f'<w:document xmlns:w="urn:w" xmlns:v="urn:v"><w:body>{words}{body}</w:body></w:document>'


def _field(*pieces: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f'<w:p><w:fldChar w:fldCharType="begin"/>{runs}<w:fldChar w:fldCharType="end"/></w:p>'


def _billion_laughs() -> str:
    steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE d [<!ENTITY l0 "ha">{steps}]><d>&l9;</d>'


def _entity() -> str:
    return '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>'


def _commented(data: bytes, comment: bytes) -> bytes:
    return data[:-2] + struct.pack("<H", len(comment)) + comment


def _flagged(data: bytes) -> bytes:
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + b"\x01\x00" + data[at + 2 :]


def _lying(data: bytes) -> bytes:
    """Return an archive whose first entry says that it unfolds to ten bytes."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + struct.pack("<I", 10) + data[at + 4 :]


def _linked() -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as zipped:
        entry = zipfile.ZipInfo("a.txt")
        entry.external_attr = 0o120777 << 16
        zipped.writestr(entry, "/etc/passwd")
    return output.getvalue()


def _summed(data: bytes) -> bytes:
    """Return an archive whose first entry has the check sum of something else."""
    at = data.index(b"PK\x01\x02") + 16
    return data[:at] + b"\0\0\0\0" + data[at + 4 :]


def _overlapping() -> bytes:
    """Return an archive whose second entry is the first one, once more."""
    data = archive({"a.txt": "a" * 100, "b.txt": "b"})
    second = data.rindex(b"PK\x01\x02") + 42
    return data[:second] + bytes(4) + data[second + 4 :]
