"""What schemathesis cannot know of this API: loaded by its configuration."""

import itertools
from typing import Any

import schemathesis
from schemathesis.core.failures import Failure
from schemathesis.openapi.checks import RejectedPositiveData

_TOLD = {
    "stale_version": "only who has read it knows the present version",
    "invalid_cursor": "a cursor is the `next` of a page of the same list",
    "unknown_combination": "which filters go together, their descriptions say",
    "too_long": "what a parameter's values have together",
    "assignee_unknown": "only accounts of staff exist",
    "event_type_unknown": "event types are those of docs/events.md",
    "period_reversed": "two members compared",
    "not_in_the_future": "compared with the clock",
}
"""Refusals of what follows its schema, by the code that says so: why no schema could."""

_numbers = itertools.count()


@schemathesis.hook
def filter_failure(
    context: schemathesis.HookContext,
    failure: Failure,
    case: schemathesis.Case,
    response: schemathesis.Response,
) -> bool:
    """Keep a failure, unless a request was refused for what no schema says."""
    if not isinstance(failure, RejectedPositiveData):
        return True
    problem = response.json()
    codes = {error["code"] for error in problem.get("errors", ())} or {problem["code"]}
    return not codes <= _TOLD.keys()


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    """Give each creation a key of its own, and write whole numbers as whoever writes JSON does."""
    key = (case.headers or {}).get("Idempotency-Key")
    if (
        isinstance(key, str)
        and key.isascii()
        and key.isprintable()
        and 1 <= len(key) <= 255
        and " " not in key
    ):
        case.headers["Idempotency-Key"] = f"key-{next(_numbers)}"
    case.body = _whole(case.body)


def _whole(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {name: _whole(each) for name, each in value.items()}
    return value
