"""What files refuse."""

from sorbo_core.shared.errors import Invalid, NotFound, Unavailable, Violation


class FileNotFound(NotFound):
    """No such file, or not one that this actor may have."""

    code = "file_not_found"


class ObjectMissing(NotFound):
    """The storage has nothing under this key."""

    code = "object_missing"


class FileRefused(Invalid):
    """The file is not what it says, or holds what no file here may.

    `violations` say what is wrong, each at `/file`; `allowed` says what may be sent instead.
    """

    code = "file_refused"

    def __init__(self, *violations: Violation, allowed: str) -> None:
        super().__init__(*violations, allowed=allowed)


class FileNotReady(Unavailable):
    """The file is there and has not been found clean yet, or is still being made ready."""

    code = "file_not_ready"

    def __init__(self) -> None:
        super().__init__(part="files")
