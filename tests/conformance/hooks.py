"""What schemathesis cannot know of this API: loaded by its configuration."""

import itertools
import os
import re
from collections.abc import MutableMapping
from typing import Any

import schemathesis
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.openapi.checks import RejectedPositiveData

_TOLD = {
    "stale_version": "only who has read it knows the present version",
    "invalid_if_match": "an entity tag is one that was answered",
    "invalid_cursor": "a cursor is the `next` of a page of the same list",
    "unknown_combination": "which filters go together, their descriptions say",
    "too_long": "what a parameter's values have together",
    "assignee_unknown": "only accounts of staff exist",
    "event_type_unknown": "event types are those of docs/events.md",
    "period_reversed": "two members compared",
    "period_too_long": "two members compared",
    "not_in_the_future": "compared with the clock",
    "invalid_csv": "the schema of a table is that of a text",
    "unknown_column": "which columns there are, the description says",
    "repeated_column": "idem",
    "too_many_cells": "idem",
    "wrong_password": "the password of the account",
    "password_too_short": "code points, counted after normalisation",
    "password_too_long": "idem",
    "password_monotonous": "how many of them differ",
    "password_common": "what is tried first is a list",
    "password_personal": "compared with the names of the holder",
    "wrong_code": "the code of the authenticator, now",
    "body_too_large": "how long all of its values may be together",
    "upload_ticket_invalid": "only who announced an upload has a ticket for it",
    "scope_not_held": "what the holder of the key may do",
    "/file/name missing": "an uploaded document has its own name, any other link none",
}
"""Refusals of what follows its schema, by code, or member and code: why no schema could."""

_KEY = re.compile(r"[!-~]{1,255}")
_numbers = itertools.count()


@schemathesis.hook
def filter_failure(
    context: schemathesis.HookContext,  # noqa: ARG001 — the hook's signature
    failure: Failure,
    case: schemathesis.Case[Any],
    response: schemathesis.Response,
) -> bool:
    """Keep a failure, unless a request was refused, or a row of it, for what no schema says."""
    if isinstance(failure, AcceptedNegativeData):
        # What is wrong with a row stands in the report on it; the others are taken in.
        return not (case.operation.path.endswith("/import") and response.json()["refused"])
    if not isinstance(failure, RejectedPositiveData):
        return True
    problem = response.json()
    errors = problem.get("errors") or [problem]
    return not all(_is_told(error) for error in errors)


def _is_told(error: dict[str, Any]) -> bool:
    code = error["code"]
    return code in _TOLD or f"{error.get('pointer')} {code}" in _TOLD


@schemathesis.hook
def before_call(
    context: schemathesis.HookContext,  # noqa: ARG001 — the hook's signature
    case: schemathesis.Case[Any],
    kwargs: dict[str, Any],  # noqa: ARG001 — idem
) -> None:
    """Give each creation a key of its own, and write whole numbers as whoever writes JSON does."""
    headers: MutableMapping[str, Any] = case.headers or {}
    if _KEY.fullmatch(str(headers.get("Idempotency-Key", ""))):
        headers["Idempotency-Key"] = f"key-{os.getpid()}-{next(_numbers)}"
    case.body = _whole(case.body)


def _whole(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {name: _whole(each) for name, each in value.items()}
    return value
