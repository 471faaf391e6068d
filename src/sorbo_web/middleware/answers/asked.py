"""What a request for something public says that matters to kept answers."""

from typing import Final

from litestar.types import HTTPScope

from sorbo_web.api.access.cookies import ACCESS_COOKIE
from sorbo_web.middleware.answers.encodings import preferred

_PREFIX: Final = "/api/"
_METHODS: Final = frozenset({"GET", "HEAD"})
_LONGEST_QUERY: Final = 2000
# Wherever it stands in the field: to take one too many for a login costs an answer from the cache only.
_SESSION: Final = ACCESS_COOKIE.encode()


def key_of(scope: HTTPScope) -> str | None:
    """Return what answers to a request are kept under, None if none are."""
    path, query = scope["path"], scope["query_string"]
    if scope["method"] not in _METHODS or not path.startswith(_PREFIX) or len(query) > _LONGEST_QUERY:
        return None
    # A query string cannot hold a line break; a path, once decoded, can.
    return f"{query.decode('latin-1')}\n{path}"


class Asked:
    """What the header fields of a request say.

    Attributes:
        personal: whether they say who asks. Nothing of that is kept, and nothing kept answers it.
        encoding: what the client likes best.
        known: the entity tags of If-None-Match.
        origin: whose page asks.
        agent: what asks.
    """

    __slots__ = ("agent", "encoding", "known", "origin", "personal")

    def __init__(self, scope: HTTPScope) -> None:
        self.personal = False
        self.known: bytes | None = None
        self.origin: bytes | None = None
        self.agent: bytes | None = None
        accepted: bytes | None = None
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                accepted = value if accepted is None else accepted + b"," + value
            elif name == b"if-none-match":
                self.known = value if self.known is None else self.known + b"," + value
            elif name == b"user-agent":
                self.agent = value
            elif name == b"authorization" or (name == b"cookie" and _SESSION in value):
                self.personal = True
            elif name == b"origin":
                self.origin = value
        self.encoding = preferred(accepted)
