"""The examples for front-end developers are whole: what runs them leaves none out."""

import re

import pytest

from support.frontend.examples import examples, policy
from support.frontend.expectations import EXPECTED
from support.repository_files import read

_EXAMPLES = examples()
_OWN_HTML = re.compile(r"^```html\n", re.MULTILINE)


def test_what_each_example_does_is_checked_in_a_browser() -> None:
    assert [each.heading for each in _EXAMPLES if not each.is_module and each.heading not in EXPECTED] == []
    assert EXPECTED.keys() <= {each.heading for each in _EXAMPLES}


@pytest.mark.parametrize("module", [each.file for each in _EXAMPLES if each.is_module])
def test_every_module_is_imported_by_an_example(module: str) -> None:
    assert [each.heading for each in _EXAMPLES if f'from "./{module}"' in each.js]


def test_every_example_has_a_page_and_every_page_an_example() -> None:
    pages = [each for each in _EXAMPLES if not each.is_module]
    assert all(each.html for each in pages)
    assert len({each.page for each in pages}) == len(pages)
    assert len(_OWN_HTML.findall(read("docs/frontend.md"))) == len(pages)


def test_texts_of_the_api_never_become_markup() -> None:
    for each in _EXAMPLES:
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", each.js)


def test_the_policy_names_the_api_and_lets_no_script_stand_in_a_page() -> None:
    said = policy("https://api.example.org")
    assert said.count("https://api.example.org") == 3
    assert "unsafe" not in said
