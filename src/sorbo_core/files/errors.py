"""What files refuse."""

from sorbo_core.shared.errors import (
    Conflict,
    DomainError,
    Forbidden,
    Invalid,
    NotFound,
    Unavailable,
    Violation,
)


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


class FileTooLarge(DomainError):
    """The file has more bytes than one of its kind may have. `limit` is how many it may."""

    code = "file_too_large"


class FileInUse(Conflict):
    """Something refers to the file, or is about to."""

    code = "file_in_use"


class DirectUploadUnsupported(Conflict):
    """The storage takes nothing from others: the file has to come in the request."""

    code = "direct_upload_unsupported"


class FileNotArrived(Conflict):
    """Nothing, or not all of it, has arrived by the link of a direct upload."""

    code = "file_not_arrived"


class UploadTicketInvalid(Invalid):
    """The ticket of a direct upload is not one of ours, somebody else's, of another file, or over."""

    code = "upload_ticket_invalid"


class FileLinkInvalid(Forbidden):
    """The link to a file is not one of ours, or is over."""

    code = "file_link_invalid"
