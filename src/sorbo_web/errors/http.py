"""What only HTTP refuses."""

from sorbo_core.shared.errors import DomainError, Invalid, Malformed, NotFound, Unavailable, Violation


class RouteNotFound(NotFound):
    """No route has this path."""

    code = "route_not_found"


class MethodNotAllowed(DomainError):
    """The route does not know this method. `allow` names those that it knows, comma-separated."""

    code = "method_not_allowed"

    def __init__(self, *, allow: str) -> None:
        super().__init__(allow=allow)
        self.allow = allow


class UnsupportedMediaType(DomainError):
    """The body is not JSON. `given`, where known, is the media type that it has."""

    code = "unsupported_media_type"


class BodyTooLarge(DomainError):
    """The body is longer than a request may be. `limit`, where known, is in bytes."""

    code = "body_too_large"


class BodyTooSlow(DomainError):
    """The body does not arrive, or so slowly that nobody can be waiting for the answer."""

    code = "body_too_slow"


class RangeNotSatisfiable(DomainError):
    """The file ends before the range of bytes that is asked for. `size` is how many it has."""

    code = "range_not_satisfiable"

    def __init__(self, *, size: int) -> None:
        super().__init__(size=size)
        self.size = size


class ExportTooLarge(Invalid):
    """There are more rows than a file of this format may have. `limit` is how many it may."""

    code = "export_too_large"


class BatchRefused(Invalid):
    """An operation of a batch that is all or nothing is refused. `number` counts from 0."""

    code = "batch_refused"


class PreconditionRequired(DomainError):
    """This change needs If-Match, because two people may edit at the same time."""

    code = "precondition_required"


class InvalidPrecondition(Malformed):
    """If-Match is not an entity tag that this API gave."""

    code = "invalid_if_match"


class InvalidIdempotencyKey(Malformed):
    """Idempotency-Key is not 1 to 255 visible ASCII characters."""

    code = "invalid_idempotency_key"


class InvalidContentLength(Malformed):
    """Content-Length is not a number."""

    code = "invalid_content_length"


class NotReady(Unavailable):
    """A part is away without which nothing works; violations name every part that is."""

    code = "not_ready"

    def __init__(self, *violations: Violation, part: str) -> None:
        super().__init__(part=part)
        self.violations = violations


class InternalError(DomainError):
    """The application failed. What happened is in its log and nowhere else."""

    code = "internal_error"
