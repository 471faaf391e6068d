"""Examples of answers about many entities at once."""

from typing import Any

import msgspec

from sorbo_core.shared.errors import DomainError, Invalid, Stale, Violation
from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.api.entries.imports import ImportReport
from sorbo_web.api.entries.operations import BatchResults
from sorbo_web.errors.problem import problem_for
from sorbo_web.openapi.examples.common import ID, Json


def _told(error: DomainError) -> Json:
    problem = problem_for(error, language=Language.FR)
    told: Json = msgspec.json.decode(msgspec.json.encode(problem))
    return told


_REQUIRED = Invalid(Violation("/title", "required"))

EXAMPLES: dict[Any, Json] = {
    BatchResults: {
        "results": [
            {"status": 201, "id": f"{ID}-0", "etag": '"v1"', "problem": None},
            {"status": 412, "id": ID, "etag": None, "problem": _told(Stale(version=4))},
        ]
    },
    ImportReport: {
        "dryRun": True,
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "refused": 1,
        "rows": [
            {"row": 1, "outcome": "created", "slug": "beton-arme", "id": None, "problem": None},
            {"row": 2, "outcome": "refused", "slug": "sols", "id": None, "problem": _told(_REQUIRED)},
        ],
    },
}
