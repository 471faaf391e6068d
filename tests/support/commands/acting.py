"""Where in a command something that a request held would act, instead of being a plain value."""

from collections.abc import Iterator, Mapping
from typing import Any

from bson import Regex

_CODE = ("$regex", "$where", "$expr", "$function", "$accumulator")
_PIPELINES = ("pipeline", "u", "update")
_FIELDS = ("key", "hint")


def acting(command: Mapping[str, Any], marker: str) -> list[str]:
    """Return each place where a marker is an operator, a field's path, an expression or a pattern."""
    return list(_found(command, marker, "", in_pipeline=False))


def _found(value: object, marker: str, path: str, *, in_pipeline: bool) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _member(name, each, marker, path, in_pipeline=in_pipeline)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _found(each, marker, path, in_pipeline=in_pipeline)
    elif isinstance(value, Regex):
        yield from [f"{path}: a pattern"] if marker in str(value.pattern) else []
    elif isinstance(value, str) and in_pipeline and value.startswith("$") and marker in value:
        yield f"{path}: an expression"


def _member(name: str, value: object, marker: str, path: str, *, in_pipeline: bool) -> Iterator[str]:
    here = f"{path}/{name}"
    if marker in name:
        yield f"{here}: a name"
    elif (name in _CODE or (name in _FIELDS and not path)) and marker in str(value):
        yield f"{here}: code"
    elif name in {"$literal", "$match"}:
        yield from _found(value, marker, here, in_pipeline=False)
    else:
        starts = name in _PIPELINES and isinstance(value, list)
        yield from _found(value, marker, here, in_pipeline=in_pipeline or starts)
