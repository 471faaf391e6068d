"""JSON Merge Patch (RFC 7396) over structs."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.validation import convert

T = TypeVar("T", bound=msgspec.Struct)


def patched(current: T, patch: Mapping[str, object]) -> T:
    """Return the struct with a patch applied, by attribute name.

    What the patch leaves out stays. An object is merged member by member, anything else replaces
    what was there. None takes a member away: the field has its default again.

    Raises:
        Invalid: a field breaks its rule, is unknown, or is taken away and has no default (`required`).
    """
    for name in patch:
        if name not in current.__struct_fields__:
            raise Invalid(Violation(f"/{name}", "unknown_field", {"field": name}))
    plain = {field: msgspec.to_builtins(getattr(current, field)) for field in current.__struct_fields__}
    merged = _merged(plain, msgspec.to_builtins(patch))
    try:
        return convert(merged, type(current))
    except Invalid as refused:
        raise Invalid(*map(_as_required, refused.violations)) from None


def _merged(target: object, patch: object) -> Any:  # noqa: ANN401 — any JSON
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = _merged(merged.get(name), value)
    return merged


def _as_required(violation: Violation) -> Violation:
    # The whole came from here: what is missing was taken away.
    return msgspec.structs.replace(violation, code="required") if violation.code == "missing" else violation
