"""The cookies of browsers that log in.

Their names begin with `__Host-`: browsers take them over HTTPS from this very host only, for all of it.
No script reads them, and no other site's page has them sent.
"""

from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

ACCESS_COOKIE: Final = "__Host-sorbo_access"
REFRESH_COOKIE: Final = "__Host-sorbo_refresh"
DEVICE_COOKIE: Final = "__Host-sorbo_device"


def made(name: str, value: str, *, seconds: int) -> Cookie:
    """Return one of these cookies; with 0 seconds the browser forgets it."""
    return Cookie(name, value=value, max_age=seconds, path="/", secure=True, httponly=True, samesite="strict")


def given(connection: ASGIConnection[Any, Any, Any, Any], name: str) -> str | None:
    """Return the value of a cookie of a request; None without it, and where it comes more than once."""
    found = []
    for header in connection.headers.getall("cookie", []):
        for pair in header.split(";"):
            key, _, value = pair.strip().partition("=")
            if key == name and value:
                found.append(value)
    return found[0] if len(found) == 1 else None
