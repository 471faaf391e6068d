"""What the Redis driver says, as the domain says it."""

from collections.abc import Iterator
from contextlib import contextmanager

from redis import exceptions

from sorbo_core.shared.errors import Unavailable

_AWAY = (
    exceptions.ConnectionError,
    exceptions.TimeoutError,
    exceptions.InvalidResponse,
    exceptions.OutOfMemoryError,
    exceptions.ReadOnlyError,
    exceptions.NoPermissionError,
    exceptions.ClusterDownError,
)
# States of a server that refuses work for now; the driver has no classes for them.
_AWAY_CODES = ("MISCONF", "NOREPLICAS")


@contextmanager
def translated() -> Iterator[None]:
    """Raise `Unavailable` for what keeps the server from answering; let mistakes of ours through."""
    try:
        yield
    except _AWAY as error:
        raise Unavailable(part="cache") from error
    except exceptions.ResponseError as error:
        if str(error).startswith(_AWAY_CODES):
            raise Unavailable(part="cache") from error
        raise
