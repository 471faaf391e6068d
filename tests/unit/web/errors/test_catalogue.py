"""The error table is complete, in both languages."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import sorbo_core
import sorbo_web.errors.http as http_errors
from sorbo_core.files.errors import FileTooLarge
from sorbo_core.shared import errors as kinds
from sorbo_core.shared import validation
from sorbo_core.shared.errors import DomainError, Violation
from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.errors.catalogue import ERRORS, VIOLATIONS, entry_for, sentence_for

SOURCE = Path(sorbo_core.__file__).parents[1]

STATUS_OF_KIND: dict[type[DomainError], int] = {
    kinds.Malformed: 400,
    kinds.Unauthenticated: 401,
    kinds.Forbidden: 403,
    kinds.NotFound: 404,
    kinds.Conflict: 409,
    kinds.Stale: 412,
    kinds.Invalid: 422,
    kinds.TooMany: 429,
    kinds.Unavailable: 503,
    kinds.Refused: 502,
    kinds.Deferred: 502,
    http_errors.MethodNotAllowed: 405,
    http_errors.BodyTooLarge: 413,
    http_errors.BodyTooSlow: 408,
    FileTooLarge: 413,
    http_errors.RangeNotSatisfiable: 416,
    http_errors.UnsupportedMediaType: 415,
    http_errors.PreconditionRequired: 428,
    http_errors.InternalError: 500,
}


def declared_errors() -> list[type[DomainError]]:
    for module in pkgutil.walk_packages(sorbo_core.__path__, "sorbo_core."):
        importlib.import_module(module.name)
    return [error for error in descendants(DomainError) if error.__module__.startswith("sorbo_")]


def descendants(error: type[DomainError]) -> Iterator[type[DomainError]]:
    for child in error.__subclasses__():
        yield child
        yield from descendants(child)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def required(sentence: str) -> set[str]:
    return placeholders(re.sub(r"\[[^\]]*\]", "", sentence))


def violation_codes() -> set[str]:
    """Return every code that the source gives to a violation, and those of the decoder's messages."""
    decoding = {code for _, code in (*validation._RULES, *validation._SHAPES)}
    calls = (
        node
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"Violation", "_refuse"}
    )
    constants = (argument for call in calls for argument in call.args if isinstance(argument, ast.Constant))
    return decoding | {str(each.value) for each in constants if re.fullmatch(r"[a-z_0-9]+", str(each.value))}


# `_refuse` is called with the name of a parameter too.
PARAMETERS = {"sort", "limit"}


@pytest.mark.parametrize("error", declared_errors(), ids=lambda error: error.__name__)
def test_every_error_has_a_row_of_its_own(error: type[DomainError]) -> None:
    assert error.code in ERRORS


def test_every_row_belongs_to_an_error() -> None:
    assert set(ERRORS) == {error.code for error in declared_errors()}


def test_no_two_errors_share_a_code() -> None:
    codes = [error.code for error in declared_errors()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("error", declared_errors(), ids=lambda error: error.__name__)
def test_an_error_has_the_status_of_its_kind(error: type[DomainError]) -> None:
    kind = next(kind for kind in error.__mro__ if kind in STATUS_OF_KIND)
    assert ERRORS[error.code].status == STATUS_OF_KIND[kind]


@pytest.mark.parametrize("code", sorted(violation_codes() - PARAMETERS))
def test_every_violation_has_a_sentence(code: str) -> None:
    assert code in VIOLATIONS


def test_the_scan_of_the_source_finds_violations() -> None:
    assert {"email", "period_reversed", "too_short", "part_away"} <= violation_codes()


@pytest.mark.parametrize(("code", "entry"), ERRORS.items(), ids=list(ERRORS))
def test_both_languages_say_the_same_parameters(code: str, entry: object) -> None:
    (french_title, french), (english_title, english) = ERRORS[code].fr, ERRORS[code].en
    assert entry is ERRORS[code]
    assert french_title != english_title
    assert placeholders(french) == placeholders(english)
    assert required(french) == required(english)


@pytest.mark.parametrize("code", VIOLATIONS)
def test_both_languages_of_a_violation_say_the_same_parameters(code: str) -> None:
    french, english = VIOLATIONS[code]
    assert french != english
    assert placeholders(french) == placeholders(english)
    assert required(french) == required(english)


@pytest.mark.parametrize(("pattern", "code"), [*validation._RULES, *validation._SHAPES])
def test_a_violation_of_a_decoding_error_has_the_parameters_that_its_sentence_needs(
    pattern: str, code: str
) -> None:
    assert required(VIOLATIONS[code][0]) <= set(re.compile(pattern).groupindex)


def test_an_error_without_a_row_is_told_like_its_kind() -> None:
    assert entry_for(type("BadgeLost", (kinds.Conflict,), {"code": "badge_lost"})) is ERRORS["conflict"]


def test_an_error_of_no_known_kind_is_internal() -> None:
    assert entry_for(type("Odd", (DomainError,), {"code": "odd"})) is ERRORS["internal_error"]


def test_a_violation_without_a_sentence_is_still_told() -> None:
    violation = Violation("/badge", "badge_worn")
    assert sentence_for(violation, Language.FR) == "Valeur refusée."
    assert sentence_for(violation, Language.EN) == "This value is not accepted."


def test_what_forms_are_told_is_for_people_and_names_no_member_of_the_answer() -> None:
    told = (
        entry.words(language)[1] for entry in ERRORS.values() if entry.status == 422 for language in Language
    )
    assert [each for each in told if "errors" in each] == []
