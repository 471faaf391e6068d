"""The methods of a path, as Allow names them."""

from collections.abc import Iterable


def allowed(methods: Iterable[str]) -> str:
    """Return the methods of a path, comma-separated; HEAD is answered wherever GET is."""
    known = set(methods)
    return ", ".join(sorted(known | {"HEAD"} if "GET" in known else known))
