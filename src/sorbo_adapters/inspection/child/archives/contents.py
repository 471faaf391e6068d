"""ZIP: documents in it are judged as if they were sent alone; no programs, no archives in archives."""

import re
from collections.abc import Callable, Mapping

from sorbo_adapters.inspection.child.archives.reader import Archive
from sorbo_adapters.inspection.child.refuse import Refuse
from sorbo_adapters.inspection.child.signatures import is_vector, sniffed
from sorbo_core.files.faults import Fault
from sorbo_core.files.names import extension_of
from sorbo_core.shared.files.kind import EXTENSIONS, MediaType

# What runs, or has something run, when somebody clicks on it.
_PROGRAMS = re.compile(
    r"""
    a(cm|de|pk|pp|ppimage|ppx) | b(at|in) | c(ab|hm|lass|md|om|pl|rx|sh) | d(eb|ll|mg|ocm|otm) | e(lf|xe)
    | gadget | h(ta|tml?) | in[fs] | iso | j(ar|s|se) | ksh | lnk | m(am|ht|html|s[chipt]|sh|six) | ocx
    | p(if|kg|pam|psm|s1|sm1|y) | r(eg|pm|un) | s(cf|cpt|cr|ct|h|hs|ldm|vgz?|wf|ys) | settingcontent-ms | url
    | v(b|be|bs|hdx?) | w(asm|ebloc|s|s[cfh]) | x(html|lam|ll|lsm|ltm|slt?)
    """,
    re.VERBOSE,
)
_ARCHIVES = re.compile(r"7z|ace|arj|bz2|gz|lha|lzh?|lzma|rar|tar|t[bgx]z2?|xz|z|zip|zst")
_PROGRAM_BYTES = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xd0\xcf\x11\xe0",
)
_ARCHIVE_BYTES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")


def check(data: bytes, documents: Mapping[MediaType, Callable[[bytes], None]]) -> None:
    """Refuse an archive by what is in it.

    Args:
        data: the archive.
        documents: how each type of document is checked.
    """
    archive = Archive(data)
    if not archive.names:
        raise Refuse(Fault.EMPTY)
    for name in archive.names:
        _check_entry(extension_of(name.rpartition("/")[2]), archive.read(name), documents)


def _check_entry(
    extension: str, content: bytes, documents: Mapping[MediaType, Callable[[bytes], None]]
) -> None:
    if _PROGRAMS.fullmatch(extension) or content.startswith(_PROGRAM_BYTES) or is_vector(content):
        raise Refuse(Fault.ACTIVE_CONTENT, f".{extension}")
    if _ARCHIVES.fullmatch(extension) or content.startswith(_ARCHIVE_BYTES):
        raise Refuse(Fault.EMBEDDED_FILE, f".{extension}")
    claimed = EXTENSIONS.get(extension)
    types = sniffed(content)
    if claimed is not None and claimed in types and claimed in documents:
        documents[claimed](content)
    elif MediaType.ZIP in types:
        raise Refuse(Fault.EMBEDDED_FILE, f".{extension}")
    elif claimed not in types and (types or claimed in documents):
        raise Refuse(Fault.EXTENSION_MISMATCH, f".{extension}")
