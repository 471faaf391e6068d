"""Rows of an import, from CSV or JSON, decoded into what a noun is created or changed by."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from sorbo_core.shared.errors import Invalid, Malformed, Violation
from sorbo_core.shared.validation import decode_body, violation_of
from sorbo_web.api.tables.columns import Column, columns_of
from sorbo_web.api.tables.formulas import unguarded
from sorbo_web.api.wire import Body

B = TypeVar("B", bound=Body)

MOST_ROWS = 1000
Row = Callable[[type[Any]], Any]
"""Decodes a row into a class, a draft or a patch; raises Malformed or Invalid, as bodies do."""


class RowsOf(Body, frozen=True, kw_only=True):
    """An import in JSON."""

    rows: Annotated[tuple[msgspec.Raw, ...], Meta(min_length=1, max_length=MOST_ROWS)]


def json_rows(body: bytes) -> Iterator[Row]:
    """Yield the rows of an import in JSON.

    Raises:
        Malformed, Invalid: it is none.
    """
    for raw in decode_body(body, RowsOf).rows:
        yield _decoding(bytes(raw))


def csv_rows(body: bytes, draft: type[Body], view: type[msgspec.Struct]) -> Iterator[Row]:
    """Yield the rows of an import in CSV: UTF-8, commas or semicolons, the first line names the columns.

    Columns are those of an export that can be written. The others of an export are passed over, so
    that a file that was exported can be changed and taken in again.

    Raises:
        Malformed: it is no CSV, or has a column that there is not.
    """
    lines = _lines(body)
    if len(lines) > MOST_ROWS + 1:
        raise Malformed(Violation("", "too_long", {"max": MOST_ROWS}))
    columns = _columns(lines[0] if lines else [], draft, view)
    arrays = {name: _surplus(name, item, view) for name, item in _arrays(draft)}
    for line in lines[1:]:
        yield _converting(_nested(columns, line, arrays), surplus=len(line) > len(columns))


def _lines(body: bytes) -> list[list[str]]:
    try:
        text = body.decode("utf-8-sig")
        head = text.partition("\n")[0]
        separator = ";" if head.count(";") > head.count(",") else ","
        read = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        return [line for line in read if line]
    except UnicodeDecodeError:
        raise Malformed(Violation("", "not_utf8")) from None
    except csv.Error:
        raise Malformed(Violation("", "invalid_csv")) from None


def _columns(names: Sequence[str], draft: type[Body], view: type[msgspec.Struct]) -> list[Column | None]:
    written = {column.name: column for column in columns_of(draft)}
    shown = {column.name for column in columns_of(view)}
    # What is shown with its key (`category.label`) is written as a text.
    labels = {f"{name}.label": column for name, column in written.items() if f"{name}.label" in shown}
    known = {**dict.fromkeys(shown), **labels, **written}
    for name in names:
        if name not in known:
            allowed = ", ".join(written)
            raise Malformed(Violation("", "unknown_column", {"column": name[:60], "allowed": allowed}))
        if names.count(name) > 1:
            raise Malformed(Violation("", "repeated_column", {"column": name[:60]}))
    return [known[name] for name in names]


def _nested(
    columns: Sequence[Column | None], line: Sequence[str], arrays: Mapping[str, frozenset[str] | None]
) -> dict[str, Any]:
    """Return a row as JSON would have it; an empty cell is None, an object without anything as well."""
    row: dict[str, Any] = {}
    for column, cell in zip(columns, line, strict=False):
        if column is None:
            continue
        value: Any = unguarded(cell) or None
        if value is not None and column.path[0] in arrays and len(column.path) == 1:
            value = _elements(value, arrays[column.path[0]])
        *above, last = column.path
        inner = row
        for name in above:
            inner = inner.setdefault(name, {})
        inner[last] = value
    return {name: _or_none(value) for name, value in row.items()}


def _elements(cell: str, surplus: frozenset[str] | None) -> object:
    """Return what a cell of an array holds: a text on each line, or objects as JSON, less what is surplus."""
    if surplus is None:
        return cell.splitlines()
    try:
        found = msgspec.json.decode(cell)
    except msgspec.DecodeError:
        return cell  # which is refused as what it is: no array
    return [_without(surplus, each) for each in found] if isinstance(found, list) else found


def _without(surplus: frozenset[str], value: object) -> object:
    if not isinstance(value, dict):
        return value
    return {name: each for name, each in value.items() if name not in surplus}


def _or_none(value: object) -> object:
    if not isinstance(value, dict):
        return value
    members = {name: _or_none(each) for name, each in value.items()}
    return members if any(each is not None for each in members.values()) else None


def _decoding(raw: bytes) -> Row:
    return lambda type_: decode_body(raw, type_)


def _converting(row: Mapping[str, Any], *, surplus: bool) -> Row:
    def convert(type_: type[Any]) -> Any:  # noqa: ANN401 — one of the class
        if surplus:
            raise Malformed(Violation("", "too_many_cells"))
        # A new one has nothing to take away; members of an object are given or not.
        is_new = not any(msgspec.UNSET is field.default for field in msgspec.structs.fields(type_))
        try:
            # Numbers and truths have to be read from text.
            return msgspec.convert(_given(row) if is_new else row, type_, strict=False)
        except msgspec.ValidationError as error:
            violation, is_rule = violation_of(error)
            raise (Invalid if is_rule else Malformed)(violation) from None

    return convert


def _given(row: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in row.items() if value is not None}
    return {name: _given(value) if isinstance(value, dict) else value for name, value in given.items()}


def _arrays(type_: type[msgspec.Struct]) -> Iterator[tuple[str, type[msgspec.Struct] | None]]:
    """Yield the names of members that hold arrays, and the class of their elements if these are objects."""
    for field in msgspec.structs.fields(type_):
        kind = msgspec.inspect.type_info(field.type)
        kinds = kind.types if isinstance(kind, msgspec.inspect.UnionType) else (kind,)
        for each in kinds:
            if isinstance(each, msgspec.inspect.VarTupleType | msgspec.inspect.ListType):
                item = each.item_type
                yield field.encode_name, item.cls if isinstance(item, msgspec.inspect.StructType) else None


def _surplus(
    name: str, written: type[msgspec.Struct] | None, view: type[msgspec.Struct]
) -> frozenset[str] | None:
    """Return what is shown of the elements of an array and cannot be written; None if they are no objects."""
    if written is None:
        return None
    shown = dict(_arrays(view)).get(name)
    return _members(shown) - _members(written) if shown is not None else frozenset()


def _members(type_: type[msgspec.Struct]) -> frozenset[str]:
    return frozenset(field.encode_name for field in msgspec.structs.fields(type_))
