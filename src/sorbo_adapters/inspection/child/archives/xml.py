"""XML of documents, read without entities, one element at a time."""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from sorbo_adapters.inspection.child.refuse import Refuse
from sorbo_core.files.faults import Fault

_MOST_DEPTH = 256
_MOST_ELEMENTS = 2_000_000


def elements(content: bytes) -> Iterator[tuple[str, Element]]:
    """Yield event (`start`, `end`) and element, those that have ended emptied afterwards.

    Raises:
        Refuse: it is no XML, declares a document type, or is nested without end.
    """
    depth = count = 0
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            count += 1
            if depth > _MOST_DEPTH or count > _MOST_ELEMENTS:
                raise Refuse(Fault.BOMB, "XML")
            yield event, element
            if event == "end":
                element.clear()
    except DefusedXmlException as error:
        raise Refuse(Fault.ACTIVE_CONTENT, "DTD") from error
    except ParseError as error:
        raise Refuse(Fault.UNREADABLE, "XML") from error


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute, whatever its namespace; empty where there is none."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")
