"""Where documents lead: to the web and to mailboxes when somebody clicks, nowhere by themselves."""

import re

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_CLICKED = frozenset({"http", "https", "mailto", "tel"})


def leaves(target: str) -> bool:
    """Return whether a target is outside of the document: it has a scheme, or names a machine."""
    flat = target.strip().replace("\\", "/")
    return _SCHEME.match(flat) is not None or flat.startswith("//")


def harmless(target: str) -> bool:
    """Return whether somebody may be led there by a click."""
    scheme = _SCHEME.match(target)
    if scheme is not None:
        return scheme[1].lower() in _CLICKED
    return not target.strip().replace("\\", "/").startswith("//")
