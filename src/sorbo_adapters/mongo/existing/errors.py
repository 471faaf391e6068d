"""From what the driver raises about the existing database to sentences for the operator."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from pymongo.errors import (
    ConfigurationError,
    ConnectionFailure,
    CursorNotFound,
    ExecutionTimeout,
    InvalidName,
    InvalidURI,
    OperationFailure,
    PyMongoError,
)

_AWAY = (ConnectionFailure, ExecutionTimeout, CursorNotFound)
_REFUSED = "it refuses the user name or the password"
# Of MongoDB, and of Atlas, which has one for everything about credentials.
_FAILURES = {
    13: "this user may not read it",
    18: _REFUSED,
    8000: _REFUSED,
}


class ExistingUnusable(Exception):
    """The existing database cannot be read; the message says why, without anything of its URI."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The existing database cannot be read: {why}.")


@contextmanager
def told() -> Iterator[None]:
    """Raise in our words what the driver raises: its own may quote the URI.

    Raises:
        ExistingUnusable: the database cannot be read, or no longer.
        CancelledError: the task was cancelled; the driver may say of that that the server is away.
    """
    try:
        with _cancelled_first():
            yield
    except (InvalidURI, ConfigurationError, InvalidName, ValueError):
        why = "the URI or the name cannot be used; write special characters of the password as %XX"
        raise ExistingUnusable(why) from None
    except _AWAY:
        raise ExistingUnusable("it does not answer") from None
    except OperationFailure as error:
        raise ExistingUnusable(_FAILURES.get(error.code or 0, f"error {error.code}")) from None
    except PyMongoError as error:
        raise ExistingUnusable(type(error).__name__) from None


@contextmanager
def _cancelled_first() -> Iterator[None]:
    try:
        yield
    except PyMongoError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise asyncio.CancelledError from None
        raise
