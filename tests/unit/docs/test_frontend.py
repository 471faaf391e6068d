"""The examples for front-end developers are whole: what runs them leaves none out."""

import re

import pytest

from sorbo_web.errors.catalogue import ERRORS
from sorbo_web.wiring.application import build_routes
from support.api import Api
from support.frontend.examples import Example, examples, policy
from support.frontend.expectations import EXPECTED
from support.repository_files import read

_EXAMPLES = examples()
_DOCUMENT = read("docs/frontend.md")
_CODES = re.compile(r"\b([45]\d\d) ((?:`[a-z_]+`(?:, )?)+)")
_CALL = re.compile(r"`(?:GET|POST|PATCH|DELETE) (/[^`?]*)[^`]*`((?:, `/[^`?]*[^`]*`)*)")
_OWN_HTML = re.compile(r"^```html\n", re.MULTILINE)


def test_what_each_example_does_is_checked_in_a_browser() -> None:
    assert [each.heading for each in _EXAMPLES if not each.is_module and each.heading not in EXPECTED] == []
    assert EXPECTED.keys() <= {each.heading for each in _EXAMPLES}


@pytest.mark.parametrize("module", [each.file for each in _EXAMPLES if each.is_module])
def test_every_module_is_imported_by_an_example(module: str) -> None:
    assert [each.heading for each in _EXAMPLES if f'from "./{module}"' in each.js]


@pytest.mark.parametrize("example", _EXAMPLES, ids=lambda example: example.heading)
def test_an_example_imports_what_it_uses_and_no_more(example: Example) -> None:
    for names in re.findall(r"^import \{ ([^}]+) \}", example.js, re.MULTILINE):
        for name in names.split(", "):
            assert len(re.findall(rf"\b{name}\b", example.js)) > 1, name


def test_every_example_has_a_page_and_every_page_an_example() -> None:
    pages = [each for each in _EXAMPLES if not each.is_module]
    assert all(each.html for each in pages)
    assert len({each.page for each in pages}) == len(pages)
    assert len(_OWN_HTML.findall(_DOCUMENT)) == len(pages)


def test_texts_of_the_api_never_become_markup() -> None:
    for each in _EXAMPLES:
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", each.js)


def test_the_policy_names_the_api_and_lets_no_script_stand_in_a_page() -> None:
    said = policy("https://api.example.org")
    assert said.count("https://api.example.org") == 3
    assert "unsafe" not in said


def test_every_code_that_is_named_is_that_of_its_status() -> None:
    named = [
        (int(status), code)
        for status, codes in _CODES.findall(_DOCUMENT)
        for code in re.findall(r"\w+", codes)
    ]
    assert len(named) > 10
    assert [(status, code) for status, code in named if ERRORS[code].status != status] == []


def test_every_call_that_is_named_is_one() -> None:
    known = {_shape(route.path) for route in build_routes(Api().container).routes}
    named = {
        path for first, more in _CALL.findall(_DOCUMENT) for path in (first, *re.findall(r"`(/[^`?]*)", more))
    }
    assert len(named) > 30
    assert {
        each for each in named if not {_shape(each), _shape(f"/api/v1{each}"), _shape(f"/api{each}")} & known
    } == set()


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)
