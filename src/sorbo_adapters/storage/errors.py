"""What the driver and the file system say, as the domain says it."""

from collections.abc import Iterator
from contextlib import contextmanager

from obstore import exceptions

from sorbo_core.files.errors import ObjectMissing
from sorbo_core.shared.errors import Unavailable

_PART = "storage"
# A key is looked for below a file, or names a folder: either way no object is there.
_MISSING = (FileNotFoundError, NotADirectoryError, IsADirectoryError)
_AWAY = (
    exceptions.GenericError,
    exceptions.PermissionDeniedError,
    exceptions.UnauthenticatedError,
    exceptions.PreconditionError,
    OSError,
)
_NO_BUCKET = "NoSuchBucket"


@contextmanager
def translated() -> Iterator[None]:
    """Raise `ObjectMissing` and `Unavailable` for what they stand for; let mistakes of ours through."""
    try:
        yield
    except _MISSING as error:
        # The driver has one class for the missing object and the missing bucket.
        if _NO_BUCKET in str(error):
            raise Unavailable(part=_PART) from error
        raise ObjectMissing from error
    except _AWAY as error:
        raise Unavailable(part=_PART) from error


@contextmanager
def away() -> Iterator[None]:
    """Raise `Unavailable` also for what is missing, where no object is asked for."""
    try:
        with translated():
            yield
    except ObjectMissing as error:
        raise Unavailable(part=_PART) from error
