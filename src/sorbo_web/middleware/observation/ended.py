"""What is told of a request that has ended."""

import msgspec

from sorbo_core.shared.caching.cache import Source

CLIENT_GONE, SERVER_ERROR = 499, 500


class Ended(msgspec.Struct, frozen=True, gc=False):
    """A request and what became of it.

    Attributes:
        at: when the answer was complete, in seconds of the Unix clock.
        seconds: how long it took.
        method: as it was asked with.
        path: as it was asked for.
        route: the template of the route that answered, None where none did.
        status: of the answer; 499 when the client left before it was complete, 500 when the
            application failed before or while it answered.
        size: bytes of the answer's body.
        request_id: where it has one.
        client: its address, "-" where the server knows none.
        agent: the User-Agent field.
        source: where the answer came from, if it is one that is kept.
    """

    at: float
    seconds: float
    method: str
    path: str
    route: str | None
    status: int
    size: int
    request_id: str | None
    client: str
    agent: bytes | None
    source: Source | None = None
