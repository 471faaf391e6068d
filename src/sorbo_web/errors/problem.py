"""Problem documents (RFC 9457)."""

import msgspec

from sorbo_core.shared.errors import DomainError, InFlight, TooMany, Unauthenticated, Unavailable, Violation
from sorbo_core.shared.incoming.source import WebhookSignatureInvalid, WebhookTimestampStale
from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.errors.catalogue import entry_for, sentence_for
from sorbo_web.errors.entry import fill_in
from sorbo_web.errors.http import MethodNotAllowed, RangeNotSatisfiable

MEDIA_TYPE = "application/problem+json"
_TYPES = "/docs/errors"
_RETRY_AFTER = "5"


class FieldProblem(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What is wrong with one field.

    Attributes:
        pointer: JSON Pointer into the body, `""` for all of it; `?name` for a query parameter.
    """

    pointer: str
    code: str
    detail: str


class Problem(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What every answer of 400 or more says.

    Attributes:
        type: where the code is explained.
        title: the same for every problem with this code, in the language of the caller.
        detail: what to do next.
        code: stable; programs decide by it.
        request_id: find it in the log by this.
        errors: the fields that are wrong, where the request has fields that are.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str | None = None
    request_id: str | None = None
    errors: tuple[FieldProblem, ...] = ()


def problem_for(error: DomainError, *, language: Language, request_id: str | None = None) -> Problem:
    """Return an error as a caller reads it."""
    entry = entry_for(type(error))
    title, detail = entry.words(language)
    violations: tuple[Violation, ...] = getattr(error, "violations", ())
    return Problem(
        type=f"{_TYPES}#{error.code}",
        title=title,
        status=entry.status,
        detail=fill_in(detail, error.params),
        code=error.code,
        request_id=request_id,
        errors=tuple(_field_problem(violation, language) for violation in violations),
    )


def headers_for(error: DomainError) -> dict[str, str]:
    """Return what an error says in headers: how to authenticate, when to come back, what is allowed."""
    headers: dict[str, str] = {}
    match error:
        case WebhookSignatureInvalid() | WebhookTimestampStale():
            headers["WWW-Authenticate"] = "Signature"
        case Unauthenticated():
            headers["WWW-Authenticate"] = "Bearer"
        case TooMany():
            headers["Retry-After"] = str(error.retry_after)
        # An attempt that died holds its idempotency key for a while: its caller may come back, too.
        case Unavailable() | InFlight():
            headers["Retry-After"] = _RETRY_AFTER
        case MethodNotAllowed():
            headers["Allow"] = error.allow
        case RangeNotSatisfiable():
            headers["Content-Range"] = f"bytes */{error.size}"
    return headers


def _field_problem(violation: Violation, language: Language) -> FieldProblem:
    return FieldProblem(
        pointer=violation.pointer, code=violation.code, detail=sentence_for(violation, language)
    )
