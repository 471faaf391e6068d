"""Errors as a caller reads them."""

from typing import Any

import msgspec
import pytest

from sorbo_core.catalogue.errors import FormationNotFound
from sorbo_core.identity.errors import TokenInvalid, WrongCredentials
from sorbo_core.shared.errors import (
    DomainError,
    Forbidden,
    InFlight,
    Invalid,
    TooMany,
    Unavailable,
    Violation,
)
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.publication.errors import SlugTaken
from sorbo_web.errors.http import MethodNotAllowed, NotReady
from sorbo_web.errors.problem import headers_for, problem_for


def document(error: DomainError, language: Language = Language.FR) -> dict[str, Any]:
    problem = problem_for(error, language=language, request_id="0123456789abcdef")
    decoded: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(problem))
    return decoded


def test_a_problem_says_what_happened_in_french_and_what_to_do() -> None:
    assert document(SlugTaken()) == {
        "type": "/docs/errors#slug_taken",
        "title": "Adresse déjà prise",
        "status": 409,
        "detail": "Une autre page a, ou a eu, cette adresse. Choisissez-en une autre.",
        "code": "slug_taken",
        "requestId": "0123456789abcdef",
    }


def test_a_problem_says_the_same_in_english() -> None:
    english = document(SlugTaken(), Language.EN)
    assert (english["title"], english["code"]) == ("Slug taken", "slug_taken")


def test_a_problem_names_each_field_that_is_wrong() -> None:
    error = Invalid(
        Violation("/name", "too_long", {"max": 200}), Violation("/email", "email"), Violation("", "missing")
    )
    assert document(error, Language.EN)["errors"] == [
        {"pointer": "/name", "code": "too_long", "detail": "At most 200 characters or items."},
        {
            "pointer": "/email",
            "code": "email",
            "detail": "Give an e-mail address, such as contact@example.com.",
        },
        {"pointer": "", "code": "missing", "detail": "This field is required."},
    ]


def test_what_is_away_is_not_told_to_callers() -> None:
    assert "mongodb" not in str(document(Unavailable(part="mongodb")))


def test_a_permission_that_is_missing_is_named() -> None:
    assert "(catalogue:write)" in document(Forbidden(permission="catalogue:write"))["detail"]


@pytest.mark.parametrize(
    ("error", "headers"),
    [
        (WrongCredentials(), {"WWW-Authenticate": "Bearer"}),
        (TokenInvalid(), {"WWW-Authenticate": "Bearer"}),
        (TooMany(retry_after=42), {"Retry-After": "42"}),
        (Unavailable(part="mongodb"), {"Retry-After": "5"}),
        (NotReady(part="mongodb"), {"Retry-After": "5"}),
        (InFlight(), {"Retry-After": "5"}),
        (MethodNotAllowed(allow="GET, POST"), {"Allow": "GET, POST"}),
        (FormationNotFound(), {}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_headers_say_how_to_go_on(error: DomainError, headers: dict[str, str]) -> None:
    assert headers_for(error) == headers
