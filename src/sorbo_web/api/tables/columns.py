"""Entities as rows of a table: which columns there are, and what stands in them."""

import types
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Union, get_args, get_origin

import msgspec

Cell = str | int | float | bool | date | None


class Column(msgspec.Struct, frozen=True):
    """One column: its name, which is the path of a member in JSON (`price.amount`), and that path."""

    name: str
    path: tuple[str, ...]

    def of(self, plain: Mapping[str, Any]) -> Cell:
        """Return what stands in this column of an entity that is given as plain values.

        Texts and numbers in an array stand on a line each; anything else that is nested is JSON.
        """
        value: Any = plain
        for name in self.path:
            value = value.get(name) if isinstance(value, Mapping) else None
        if isinstance(value, list | tuple) and not any(isinstance(each, dict | list) for each in value):
            return "\n".join(map(str, value)) or None
        if isinstance(value, dict | list | tuple):
            return msgspec.json.encode(value).decode()
        cell: Cell = value
        return cell


def columns_of(type_: type[msgspec.Struct]) -> tuple[Column, ...]:
    """Return the columns of a type: a member each; one that is an object has a column for each of its own."""
    return tuple(Column(".".join(path), path) for path in _paths(type_, ()))


def rows(
    columns: Iterable[Column], items: Iterable[msgspec.Struct], *, dates: bool = False
) -> Iterator[list[Cell]]:
    """Yield the cells of each entity; days and instants as texts, or where `dates`, as what they are."""
    columns, kept = tuple(columns), (datetime, date) if dates else ()
    for item in items:
        plain = msgspec.to_builtins(item, builtin_types=kept)
        yield [column.of(plain) for column in columns]


def member_of(annotation: Any) -> type[msgspec.Struct] | None:  # noqa: ANN401 — whatever a field is declared as
    """Return the one class of objects that a field holds, where it holds objects of one class."""
    is_union = get_origin(annotation) in (Union, types.UnionType)
    kinds = get_args(annotation) if is_union else (annotation,)
    objects = [kind for kind in kinds if kind not in (types.NoneType, msgspec.UnsetType)]
    kind = objects[0] if len(objects) == 1 else None
    return kind if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else None


def _paths(type_: type[msgspec.Struct], above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for field in msgspec.structs.fields(type_):
        member, path = member_of(field.type), (*above, field.encode_name)
        if member is None:
            yield path
        else:
            yield from _paths(member, path)
