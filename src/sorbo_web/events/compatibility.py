"""Whether what is written about events today still holds for who relies on what was written before.

Who reads an event ignores fields and values that it does not know. So a field with a default may
be added, and a value to a list of values; everything else needs a new version.
"""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_WORDS = ("title", "description", "default", "examples")
_FIELDS = ("properties", "required")


def breaks(published: Json, present: Json) -> Iterator[str]:
    """Return, as sentences, what the present schema document breaks of the one that is published."""
    for name, old in published["$defs"].items():
        new = present["$defs"].get(name)
        if new is None:
            yield f"{name} is gone"
        else:
            yield from _breaks_of(old, new, name)


def _breaks_of(old: Json, new: Json, at: str) -> Iterator[str]:
    if not _alike(_shape(old), _shape(new)):
        yield f"{at} has other values"
    old_fields, new_fields = old.get("properties", {}), new.get("properties", {})
    for name in new_fields:
        if name not in old_fields and _is_required(new, name):
            yield f"{at}.{name} is new and has no default: events that wait do not have it"
    for name in old_fields:
        if name not in new_fields:
            yield f"{at}.{name} is gone"
        elif _is_required(old, name) != _is_required(new, name):
            yield f"{at}.{name} has {'no default any more' if _is_required(new, name) else 'a default now'}"
        else:
            yield from _breaks_of(old_fields[name], new_fields[name], f"{at}.{name}")


def _is_required(schema: Json, name: str) -> bool:
    return name in schema.get("required", ())


def _shape(schema: Json) -> Json:
    return {key: value for key, value in schema.items() if key not in (*_WORDS, *_FIELDS)}


def _alike(old: Any, new: Any) -> bool:  # noqa: ANN401 — any part of a schema
    """Tell whether two shapes allow the same, but for values that were added to a list of values."""
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_alike, old, new))
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return bool(old == new)
    old, new = _shape(old), _shape(new)
    added = set(new.pop("enum", ())) >= set(old.pop("enum", ())) if "enum" in old and "enum" in new else True
    return added and old.keys() == new.keys() and all(_alike(old[key], new[key]) for key in old)
