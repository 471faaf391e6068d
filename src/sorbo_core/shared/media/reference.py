"""Where files are, until the application keeps them itself."""

from typing import Annotated

import msgspec
from msgspec import Meta

from sorbo_core.shared.text import Line

# Written as URLs have it, in ASCII: what it holds goes into pages and into Location as it is. Neither
# another scheme (`javascript:`) nor a backslash, which browsers take for a slash.
_REFERENCE = r"^(/(?!/)|https?://(?=[A-Za-z0-9]))[!#-;=?-\[\]_a-z~]*$(?!\n)"

Reference = Annotated[str, Meta(min_length=1, max_length=500, pattern=_REFERENCE)]
"""A path of the site (`/documents/guide.pdf`) or a URL of http or https, percent-encoded."""


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture.

    Attributes:
        alt: what it shows, for who does not see it.
    """

    reference: Reference
    alt: Line
