"""A record as a whole: what it is known by, whether it changed, what of it is kept aside."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.intake.reader import Reader, json_type, whole_number
from sorbo_core.shared.publication.source import Source
from sorbo_core.shared.validation import check

T = TypeVar("T")

# As deep as documents of MongoDB go; what reads deeper ones would run out of stack.
_MOST_LEVELS = 100
# They count on while the existing site is read: without this, each import would undo what staff have edited.
_RESTLESS = frozenset(
    {"vues", "telechargements", "nombreTelechargements", "__v", "updatedAt", "dateModification"}
)


def opened(record: object) -> Reader:
    """Return what reads a record.

    Raises:
        Invalid: it is no object, or holds what cannot be kept.
    """
    if not isinstance(record, dict):
        raise Invalid(Violation("", "wrong_type", {"expected": "object", "got": json_type(record)}))
    if _levels(record) > _MOST_LEVELS:
        raise Invalid(Violation("", "too_deep"))
    try:
        json_text(record).encode()
    except UnicodeEncodeError:  # a lone surrogate, which JSON can spell and no database keeps
        raise Invalid(Violation("", "not_allowed_text")) from None
    except ValueError:  # NaN, which JSON cannot spell
        raise Invalid(Violation("", "invalid_json")) from None
    return Reader(record)


def id_in(reader: Reader) -> str | None:
    """Return the record's id in its source, if it has one."""
    id_ = reader.value("_id", "id")
    text = str(id_).strip() if isinstance(id_, str) or whole_number(id_) is not None else ""
    if text:
        reader.use("_id")
    return text or None


def source_of(reader: Reader, key: str) -> Source:
    """Return where the entry comes from, once everything was read that is not to be kept aside.

    Raises:
        Invalid: its key, or what would be kept aside, is too long.
    """
    source = Source(key=key, digest=digest_of(reader.record), aside=json_text(reader.aside))
    return held(reader, lambda: check(source), {"key": "_id"})


def digest_of(record: Mapping[str, object]) -> str:
    """Return what is another one whenever something of the record is, its counters apart."""
    lasting = {name: value for name, value in record.items() if name not in _RESTLESS}
    return hashlib.sha256(json_text(lasting).encode()).hexdigest()


def json_text(values: Mapping[str, object]) -> str:
    """Return values as JSON, the same for the same ones whatever their order."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def held(reader: Reader, make: Callable[[], T], usual: Mapping[str, str]) -> T:
    """Return what is made from a record.

    Args:
        reader: of the record.
        make: makes it, and raises Invalid for a field that breaks its rule.
        usual: names of its fields in camelCase → the usual names of their keys, where these differ.

    Raises:
        Invalid: it cannot be made; each violation points at the record's own key.
    """
    try:
        return make()
    except Invalid as error:
        raise Invalid(*(_in_source(reader, each, usual) for each in error.violations)) from None


class Needed:
    """What an entry cannot do without: reads it, and says at once everything that is missing.

    Args:
        reader: of the record.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._missing: list[Violation] = []

    def line(self, *names: str) -> str:
        """Return the first text, on one line."""
        return self.found(self._reader.line(*names), "", *names)

    def prose(self, *names: str) -> str:
        """Return the first text."""
        return self.found(self._reader.prose(*names), "", *names)

    def found(self, value: T | None, otherwise: T, *names: str, code: str = "wrong_type") -> T:
        """Return the value; where there is none, note why, and return what takes its place until then.

        Args:
            value: what was read, None for nothing.
            otherwise: never used in the end.
            names: of the thing.
            code: what is wrong with a value that is there.
        """
        if value is not None:
            return value
        missing = self._reader.unusable(*names)
        wrong = missing.code != "missing" and code != "wrong_type"
        self._missing.append(Violation(missing.pointer, code) if wrong else missing)
        return otherwise

    def refuse(self, violation: Violation) -> None:
        """Note something else that is wrong."""
        self._missing.append(violation)

    def check(self) -> None:
        """Refuse the record if anything is missing.

        Raises:
            Invalid: something is.
        """
        if self._missing:
            raise Invalid(*self._missing)


def _in_source(reader: Reader, violation: Violation, usual: Mapping[str, str]) -> Violation:
    """Return what is wrong with a field as something that is wrong with the record's own key."""
    name = violation.pointer.partition("/")[2].partition("/")[0]
    pointer = "" if name in {"", "aside"} else reader.pointer(usual.get(name, name))
    return msgspec.structs.replace(violation, pointer=pointer)


def _levels(value: object) -> int:
    """Return how deep a value is nested, or one more than is allowed."""
    level, inner = 0, [value]
    while inner and level <= _MOST_LEVELS:
        level += 1
        inner = [each for whole in inner for each in _members(whole)]
    return level


def _members(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
