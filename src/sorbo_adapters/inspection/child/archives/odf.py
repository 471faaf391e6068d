"""ODT: no scripts, nothing embedded, nothing fetched from elsewhere."""

import re

from sorbo_adapters.inspection.child.archives.reader import Archive
from sorbo_adapters.inspection.child.archives.xml import Element, elements
from sorbo_adapters.inspection.child.links import harmless, leaves
from sorbo_adapters.inspection.child.refuse import Refuse
from sorbo_core.files.faults import Fault
from sorbo_core.shared.files.kind import MediaType

_REQUIRED = ("mimetype", "content.xml", "META-INF/manifest.xml")
_ACTIVE_PART = re.compile(
    r"^(Basic|Scripts|Dialogs)/|\.(exe|dll|js|vbs|hta|jar|class|py|bsh)$", re.IGNORECASE
)
_ACTIVE = frozenset({"event-listener", "script", "plugin", "applet", "floating-frame"})
_LINKED = frozenset(
    {"dde-connection-decl", "dde-connection", "dde-source", "dde-link", "database-source-table"}
)


def check(data: bytes) -> None:
    """Refuse a text that is not one, or that acts."""
    archive = Archive(data)
    if any(name not in archive.names for name in _REQUIRED) or archive.names[0] != "mimetype":
        raise Refuse(Fault.EXTENSION_MISMATCH, "ZIP")
    if archive.read("mimetype").strip() != MediaType.ODT.encode():
        raise Refuse(Fault.EXTENSION_MISMATCH)
    for name in archive.names[1:]:
        if _ACTIVE_PART.search(name):
            raise Refuse(Fault.ACTIVE_CONTENT, name)
        content = archive.read(name)
        if content.startswith(b"\xd0\xcf\x11\xe0"):
            raise Refuse(Fault.EMBEDDED_FILE, name)
        if name.lower().endswith((".xml", ".rdf")) and content:
            _check_xml(content)


def _check_xml(content: bytes) -> None:
    for event, element, _ in elements(content):
        if event == "start":
            _check_element(element)


def _check_element(element: Element) -> None:
    tag = element.tag
    if tag == "encryption-data":
        raise Refuse(Fault.ENCRYPTED)
    if tag == "object-ole":
        raise Refuse(Fault.EMBEDDED_FILE, tag)
    if tag in _ACTIVE:
        raise Refuse(Fault.ACTIVE_CONTENT, tag)
    if tag in _LINKED:
        raise Refuse(Fault.EXTERNAL_REFERENCE, tag)
    for target in element.values("href"):
        # What is one step up is beside the text, on the disk of whoever opens it.
        if (leaves(target) or target.startswith("..")) and not (tag == "a" and harmless(target)):
            raise Refuse(Fault.EXTERNAL_REFERENCE, tag)
