"""E-mail addresses."""

import re
from typing import Annotated

from msgspec import Meta

from sorbo_core.shared.errors import Invalid, Violation

EmailAddress = Annotated[str, Meta(min_length=3, max_length=254, extra_json_schema={"format": "email"})]
"""An address in the form that `parse_email` returns."""

# The dot-atom of RFC 5322 and the host names of RFC 1035; quoted local parts and address literals
# do not occur on a web form and are refused.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?\Z")
_MAX_ADDRESS, _MAX_LOCAL, _MAX_LABEL = 254, 64, 63


def parse_email(text: str, *, pointer: str = "/email") -> str:
    """Return the address in lower case with its domain in ASCII (IDNA).

    Lower case throughout, because people type their own address in any case and no provider in
    use tells two mailboxes apart by it.

    Raises:
        Invalid: code `email`, at `pointer`.
    """
    # In IDNA first: the length that counts is the one on the wire.
    local, at, domain = text.strip().rpartition("@")
    try:
        host = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    labels = host.split(".")
    address = f"{local.lower()}@{host}"
    fits = at and len(address) <= _MAX_ADDRESS and len(local) <= _MAX_LOCAL and len(labels) > 1
    if not (fits and _LOCAL.match(local) and all(_is_label(label) for label in labels)):
        raise Invalid(Violation(pointer, "email"))
    return address


def _is_label(label: str) -> bool:
    return len(label) <= _MAX_LABEL and _LABEL.match(label) is not None
