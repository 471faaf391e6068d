"""XML of documents, read without document types and so without entities, one element at a time.

Over expat itself: the parsers that are built on it and forbid as much take ten seconds for a large workbook.
"""

from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from typing import NoReturn
from xml.parsers import expat

from sorbo_adapters.inspection.child.refuse import Refuse
from sorbo_core.files.faults import Fault

_STEP = 65_536
_MOST_DEPTH = 256
_MOST_ELEMENTS = 5_000_000


class Element:
    """An element: its name without namespace, its attributes, and the text right in it so far.

    Args:
        tag: the name.
        given: its attributes, as expat has them.
    """

    __slots__ = ("_given", "tag", "text")

    def __init__(self, tag: str, given: dict[str, str]) -> None:
        self.tag = tag
        self.text = ""
        self._given = given

    def values(self, name: str) -> list[str]:
        """Return the values of an attribute in whatever namespaces: a second one must not hide the first."""
        return [value for key, value in self._given.items() if _local(key) == name]

    def value(self, name: str) -> str:
        """Return all its values as one; empty where there is none."""
        return " ".join(self.values(name))


Event = tuple[str, Element, str]


def elements(content: bytes) -> Iterator[Event]:
    """Yield what happens (`start`, `text`, `end`), to which element, and the text.

    Raises:
        Refuse: it is no XML, declares a document type, or is nested without end.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.CharacterDataHandler = reader.data
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for at in range(0, len(content) + 1, _STEP):
            parser.Parse(content[at : at + _STEP], at + _STEP > len(content))
            yield from reader.events
            reader.events.clear()
    except expat.ExpatError as error:
        raise Refuse(Fault.UNREADABLE, "XML") from error


class _Reader:
    def __init__(self) -> None:
        self.events: deque[Event] = deque()
        self._open: list[Element] = []
        self._count = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _MOST_DEPTH or self._count > _MOST_ELEMENTS:
            raise Refuse(Fault.BOMB, "XML")
        self._open.append(Element(_local(name), given))
        self.events.append(("start", self._open[-1], ""))

    def data(self, text: str) -> None:
        self._open[-1].text += text
        self.events.append(("text", self._open[-1], text))

    def end(self, _: str) -> None:
        self.events.append(("end", self._open.pop(), ""))


@lru_cache(maxsize=4096)
def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse_doctype(*_: object) -> NoReturn:
    raise Refuse(Fault.ACTIVE_CONTENT, "DTD")
