"""Entity tags and If-Match: nobody overwrites what they have not seen."""

import re
from typing import Any

from litestar import Request

from sorbo_web.errors.http import InvalidPrecondition, PreconditionRequired

# `"v12"`, or `"v12-…"` where the representation has variants (an encoding, embedded sessions).
_TAG = re.compile(r'"v(\d{1,15})(-[A-Za-z0-9-]+)?"')


def etag(version: int, variant: str = "") -> str:
    """Return the strong entity tag of a version."""
    return f'"v{version}-{variant}"' if variant else f'"v{version}"'


def expected_version(request: Request[Any, Any, Any], *, required: bool = False) -> int | None:
    """Return the version that If-Match names; None for `*`, and where it is absent and not required.

    Raises:
        PreconditionRequired: it is absent and required.
        InvalidPrecondition: it is not one of our entity tags.
    """
    header = request.headers.get("if-match")
    if header is None:
        if required:
            raise PreconditionRequired
        return None
    if header.strip() == "*":
        return None
    found = _TAG.fullmatch(header.strip())
    if found is None:
        raise InvalidPrecondition
    return int(found[1])
