"""The kinds of refusal that the domain knows. Each error has one kind and one stable code.

The kind says what a caller can do about it; the code says which rule spoke. Texts in French and
English belong to whoever shows them.
"""

from typing import ClassVar

import msgspec

Param = str | int


class Violation(msgspec.Struct, frozen=True):
    """One field that breaks a rule.

    Attributes:
        pointer: JSON Pointer (RFC 6901) to the field, `""` for the whole document.
        code: stable code of the rule that is broken.
        params: what a sentence about it needs (a bound, a name), by name.
    """

    pointer: str
    code: str
    params: dict[str, Param] = {}


class DomainError(Exception):
    """What the domain refuses to do. `params` hold what a sentence about it needs."""

    code: ClassVar[str]

    def __init__(self, **params: Param) -> None:
        super().__init__(self.code, params)
        self.params = params

    def __str__(self) -> str:
        """Return the code and what it is about, for logs."""
        about = ", ".join(f"{name}: {value}" for name, value in self.params.items())
        return f"{self.code} ({about})" if about else self.code


class NotFound(DomainError):
    """It does not exist, or not for this actor."""

    code = "not_found"


class Conflict(DomainError):
    """It clashes with the present state."""

    code = "conflict"


class AlreadyExists(Conflict):
    """An entity with this id has been added before: the same creation, asked twice."""

    code = "already_exists"


class Malformed(DomainError):
    """The input has the wrong shape."""

    code = "malformed"

    def __init__(self, *violations: Violation, **params: Param) -> None:
        super().__init__(**params)
        self.violations = violations


class Invalid(DomainError):
    """The input has the right shape and breaks a rule."""

    code = "invalid"

    def __init__(self, *violations: Violation, **params: Param) -> None:
        super().__init__(**params)
        self.violations = violations


class Unauthenticated(DomainError):
    """Nobody is known to ask, and this needs somebody."""

    code = "authentication_required"


class Forbidden(DomainError):
    """The actor may not do this."""

    code = "forbidden"


class Stale(DomainError):
    """The entity is no longer at the version that the caller saw."""

    code = "stale_version"


class TooMany(DomainError):
    """Asked too often. `retry_after` is in seconds."""

    code = "too_many_requests"

    def __init__(self, *, retry_after: int) -> None:
        super().__init__(retry_after=retry_after)
        self.retry_after = retry_after


class Unavailable(DomainError):
    """A part that this needs does not answer now; the same call may succeed later."""

    code = "unavailable"

    def __init__(self, *, part: str) -> None:
        super().__init__(part=part)
        self.part = part


class AtomicUnsupported(Invalid):
    """The database cannot keep several changes together or not at all, and never will as it is."""

    code = "atomic_unsupported"


class Refused(DomainError):
    """Another system refuses for good: asking again would not help. `reason` is for staff."""

    code = "refused"

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class RecipientRefused(Refused):
    """A mail server says that nobody can be reached at this address, whatever is sent there."""

    code = "recipient_refused"


class Deferred(DomainError):
    """Another system refuses this for now; asking again later may help. `reason` is for staff."""

    code = "deferred"

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class KeyReused(Invalid):
    """The idempotency key was used before, for another request."""

    code = "idempotency_key_reused"


class InFlight(Conflict):
    """The first request with this idempotency key is still being answered."""

    code = "request_in_flight"
