"""The page that explains every error code, written from the error table."""

from http import HTTPStatus

from sorbo_web.errors.catalogue import ERRORS, VIOLATIONS
from sorbo_web.errors.entry import Entry

_INTRODUCTION = """\
# Errors

Every answer of 400 or more is a problem document (RFC 9457, `application/problem+json`) in French or,
by `Accept-Language`, in English. Programs decide by `code`, which is stable; texts may change. The
`type` of a problem leads to its section here. `requestId` is also in the `X-Request-Id` header and in
the log. `errors` names each field that is wrong by a JSON Pointer into the body, or as `?name` for a
query parameter, with a code of the last table.

`{name}` stands for a value; what is in brackets is said where it is known.

This page is generated from the error table by `scripts/generate_errors.py`.
"""

# RFC 9110 gave these other names, and so does Python from 3.13 on.
_RENAMED = {413: "Content Too Large", 422: "Unprocessable Content"}


def render() -> str:
    """Return the page in Markdown. Codes are headings, so that `#code` leads to each."""
    statuses = sorted({entry.status for entry in ERRORS.values()})
    return "\n".join([_INTRODUCTION, *map(_of_status, statuses), _violations()])


def _of_status(status: int) -> str:
    entries = sorted((code, entry) for code, entry in ERRORS.items() if entry.status == status)
    heading = f"## {status} {_RENAMED.get(status) or HTTPStatus(status).phrase}\n"
    return "\n".join([heading, *(_section(code, entry) for code, entry in entries)])


def _section(code: str, entry: Entry) -> str:
    (title_fr, detail_fr), (title_en, detail_en) = entry.fr, entry.en
    return f"### {code}\n\n* **{title_en}.** {detail_en}\n* **{title_fr}.** {detail_fr}\n"


def _violations() -> str:
    rows = (f"| `{code}` | {french} | {english} |" for code, (french, english) in sorted(VIOLATIONS.items()))
    head = ["## Codes in `errors`\n", "| code | French | English |", "|---|---|---|"]
    return "\n".join([*head, *rows, ""])
