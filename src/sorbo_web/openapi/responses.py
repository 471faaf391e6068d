"""The answers of an operation: what it gives, and each way it can refuse."""

from http import HTTPStatus
from typing import Any

import msgspec
from litestar.handlers import HTTPRouteHandler

from sorbo_core.identity.api_keys.errors import LoginRequired
from sorbo_core.identity.second_factor.errors import SecondFactorRequired
from sorbo_core.shared.actor import Permission
from sorbo_core.shared.errors import (
    DomainError,
    Forbidden,
    InFlight,
    Invalid,
    KeyReused,
    Malformed,
    Param,
    TooMany,
    Unauthenticated,
    Unavailable,
    Violation,
)
from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.api.policy import Policy, is_for_keys
from sorbo_web.errors.catalogue import entry_for
from sorbo_web.errors.http import (
    BodyTooLarge,
    BodyTooSlow,
    InternalError,
    InvalidIdempotencyKey,
    InvalidPrecondition,
    PreconditionRequired,
    UnsupportedMediaType,
)
from sorbo_web.errors.problem import problem_for

Json = dict[str, Any]

_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_ALWAYS = (TooMany, InternalError, Unavailable)
_ELSEWHERE = frozenset({HTTPStatus.SEE_OTHER, HTTPStatus.PERMANENT_REDIRECT})
_ETAG = {"ETag": {"description": "The version.", "schema": {"type": "string"}, "example": '"v3"'}}
_LOCATION = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}
_SAMPLE_PARAMS: dict[str, Param] = {
    "wanted": "application/json",
    "part": "database",
    "retry_after": 30,
    "limit": 262_144,
    "reason": "…",
    "version": 3,
}


def success_response(handler: HTTPRouteHandler, schema: Json, example: Json | None) -> Json:
    """Return the answer when all goes well, and 304 where the route knows it."""
    facts = handler.opt
    if handler.status_code in _ELSEWHERE:
        return {str(handler.status_code): {"description": "It is there.", "headers": _LOCATION}}
    if handler.status_code == HTTPStatus.NO_CONTENT:
        return {str(handler.status_code): {"description": "It is gone."}}
    created = facts["creates"]
    has_version = created or facts["if_match"] or facts["cacheable"]
    content: Json = {"application/json": {"schema": schema} | ({"example": example} if example else {})}
    if "media" in facts:
        content = {media: _file(example) for media, example in facts["media"].items()}
    headers = (_ETAG if has_version else {}) | (_LOCATION if created else {})
    answer: Json = {
        "description": "Created." if created else "As asked.",
        "headers": headers,
        "content": content,
    }
    answers = {str(handler.status_code): answer}
    if facts["cacheable"]:
        answers["304"] = {"description": "The caller has this representation already.", "headers": _ETAG}
    if facts.get("ranges"):
        answers["206"] = answer | {"description": "The range that was asked for."}
        answers["304"] = {"description": "The caller has this file already."}
    if facts.get("redirects"):
        answers["308"] = {"description": "It is elsewhere now.", "headers": _LOCATION}
    return answers


def _file(example: str) -> Json:
    return {"schema": {"type": "string"}, "example": example}


def error_responses(facts: Json, *, has_body: bool) -> Json:
    """Return the refusals by status; every code has its example."""
    by_status: dict[int, list[type[DomainError]]] = {}
    for error in dict.fromkeys(_errors(facts, has_body=has_body)):
        by_status.setdefault(entry_for(error).status, []).append(error)
    return {str(status): _refusal(by_status[status]) for status in sorted(by_status)}


def _errors(facts: Json, *, has_body: bool) -> list[type[DomainError]]:
    errors: list[type[DomainError]] = [*facts["raises"], *_ALWAYS, Malformed]
    if facts["policy"] is not Policy.SIGNED:
        errors.append(Unauthenticated)
    if isinstance(facts["policy"], Permission) or facts["listing"] is not None:
        errors.append(Forbidden)
    if isinstance(facts["policy"], Permission) or facts["policy"] is Policy.AUTHENTICATED:
        errors.append(SecondFactorRequired)
    if facts["policy"] not in {Policy.SIGNED, Policy.OWN} and not is_for_keys(facts["policy"]):
        errors.append(LoginRequired)
    if has_body:
        errors += [Invalid, BodyTooLarge, BodyTooSlow, UnsupportedMediaType]
    if facts["creates"] or facts.get("keyed"):
        errors += [InvalidIdempotencyKey, KeyReused, InFlight]
    if facts["if_match"]:
        errors.append(InvalidPrecondition)
    if facts["if_match_required"]:
        errors.append(PreconditionRequired)
    return errors


def _refusal(errors: list[type[DomainError]]) -> Json:
    examples = {error.code: {"value": _example(error)} for error in errors}
    title = entry_for(errors[0]).words(Language.EN)[0]
    content = {"application/problem+json": {"schema": _PROBLEM, "examples": examples}}
    return {"description": f"{title}.", "content": content}


def _example(error: type[DomainError]) -> Json:
    # Without its constructor: an example needs no more than the code and plausible parameters.
    sample = error.__new__(error)
    sample.params = dict(_SAMPLE_PARAMS)
    if isinstance(sample, Malformed | Invalid):
        sample.violations = (Violation("/title", "missing", {"field": "title"}),)
    example: Json = msgspec.to_builtins(problem_for(sample, language=Language.FR, request_id="0193-…"))
    return example
