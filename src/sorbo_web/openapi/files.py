"""Bodies that are files."""

from typing import Any

from sorbo_core.shared.files.kind import ALLOWANCES

Json = dict[str, Any]

_BYTES: Json = {"type": "string", "format": "binary"}


def file_content() -> Json:
    """Return what an upload may be: a file of a type that some kind may have, or a form of one."""
    types = dict.fromkeys(type_ for allowance in ALLOWANCES.values() for type_ in allowance.types)
    form = {"type": "object", "properties": {"file": _BYTES}, "required": ["file"]}
    alone = {"schema": _BYTES}
    return {
        "application/octet-stream": alone,
        **{str(type_): alone for type_ in types},
        "multipart/form-data": {"schema": form},
    }
