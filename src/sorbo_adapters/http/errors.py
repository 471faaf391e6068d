"""What the HTTP client says, as the domain says it."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp

from sorbo_core.shared.errors import Deferred

# In order: a class comes before those that it is one of.
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "no such host"),
    (aiohttp.ClientConnectorCertificateError, "certificate not trusted"),
    (aiohttp.ClientSSLError, "no TLS connection"),
    (aiohttp.ClientConnectorError, "no connection"),
    (aiohttp.ServerDisconnectedError, "connection closed before an answer"),
    (TimeoutError, "no answer in time"),
    (aiohttp.ClientError, "no usable answer"),
    (OSError, "no connection"),
)


@contextmanager
def translated() -> Iterator[None]:
    """Raise `Deferred` for what keeps the other side from answering; let mistakes of ours through."""
    try:
        yield
    except tuple(kind for kind, _ in _REASONS) as error:
        reason = next(reason for kind, reason in _REASONS if isinstance(error, kind))
        raise Deferred(reason=reason) from error
