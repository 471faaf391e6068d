"""How a record presents a formation: its syllabus, where it is held, what is off the price."""

from collections.abc import Mapping

from sorbo_core.catalogue.formation import Module, Venue
from sorbo_core.shared.intake.markup import without_markup
from sorbo_core.shared.intake.reader import Reader, whole_number
from sorbo_core.shared.text import one_line

_ALL = 100


def syllabus(reader: Reader) -> tuple[Module, ...]:
    """Return the parts of the syllabus; empty unless each has a title, and lines beside it."""
    value = reader.value("syllabus", "programme")
    modules = [_module(each) for each in value] if isinstance(value, list) else [None]
    found = tuple(module for module in modules if module is not None)
    if len(found) != len(modules):
        return ()
    reader.use("syllabus")
    return found


def discount(reader: Reader) -> int:
    """Return the per cent that are off, 0 unless it is a whole number up to 100."""
    off = whole_number(reader.value("discount", "remise"))
    if off is None or not 0 <= off <= _ALL:
        return 0
    reader.use("discount")
    return off


def venues(reader: Reader) -> tuple[Venue, ...]:
    """Return the kinds of places that the record names by their codes."""
    value = reader.value("locations")
    if not isinstance(value, list):
        return ()
    known = [venue for venue in Venue if venue in value]
    if all(each in list(Venue) for each in value):
        reader.use("locations")
    return tuple(known)


def _module(said: object) -> Module | None:
    if not isinstance(said, Mapping) or not said.keys() <= {"title", "content"}:
        return None
    title, content = said.get("title"), said.get("content") or []
    if not isinstance(title, str) or not isinstance(content, list):
        return None
    lines = [one_line(without_markup(each)) for each in content if isinstance(each, str)]
    heading = one_line(without_markup(title))
    if len(lines) != len(content) or not heading or not all(lines):
        return None
    return Module(title=heading, content=tuple(lines))
