"""Links and pictures: where something is, on this site or elsewhere on the web."""

from typing import Annotated
from urllib.parse import quote, urljoin

import msgspec
from msgspec import Meta

from sorbo_core.shared.text import Line

# What a path or query may not have: controls, quotes and brackets, and what is invisible or turns text.
_NOT = r"\x00-\x1f\x7f\x22<>\\^`{|}\u0080-\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
# A second slash or a backslash at the start would name a host: browsers read `/\host` as `//host`.
_LINK = rf"^(https?://[A-Za-z0-9.-]+(:[0-9]{{1,5}})?([/?#][^{_NOT}]*)?|/([^/{_NOT}][^{_NOT}]*)?)$(?!\n)"

Link = Annotated[str, Meta(min_length=1, max_length=2000, pattern=_LINK)]
"""A URL of http or https without a user, or a path of the site (`/images/a.jpg`), which may hold blanks."""


# What a URL is made of, and `%` for what is encoded already.
_KEPT = "%/:?#[]@!$&'()*+,;=~"


def located(link: Link, *, site_url: str) -> str:
    """Return where a link leads, as URLs are written: absolute, in ASCII, encoded once."""
    return quote(urljoin(site_url, link), safe=_KEPT)


class Picture(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture, wherever it is.

    Attributes:
        src: where it is.
        alt: what it shows, for who cannot see it; None where it is decoration.
    """

    src: Link
    alt: Line | None = None
