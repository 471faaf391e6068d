"""From what the driver raises to what the domain knows."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pymongo.errors import ConnectionFailure, DuplicateKeyError, ExecutionTimeout, WriteConcernError

from sorbo_core.shared.errors import AlreadyExists, Conflict, Unavailable

Clashes = Mapping[str, type[Conflict]]
"""Name of a unique index → the error that a second document with the same value meets."""

_AWAY = (ConnectionFailure, ExecutionTimeout, WriteConcernError)
_ALWAYS: Clashes = {"_id_": AlreadyExists}
# The server tells the index by name in the text of the error only.
_INDEX = re.compile(r"index: (\S+) dup key")


@contextmanager
def translated(clashes: Clashes | None = None) -> Iterator[None]:
    """Raise domain errors for those of the driver; what is not expected to happen passes as it is.

    Raises:
        Unavailable: the server is away, has no primary, does not answer in time, or cannot have a
            write acknowledged.
        AlreadyExists: a document has this id.
        Conflict: the one that `clashes` names for the index.
    """
    try:
        yield
    except DuplicateKeyError as error:
        known = {**_ALWAYS, **(clashes or {})}.get(_index_of(error))
        if known is None:
            raise
        raise known from error
    except _AWAY as error:
        raise Unavailable(part="database") from error


def _index_of(error: DuplicateKeyError) -> str:
    found = _INDEX.search(str(error))
    return found[1] if found else ""
