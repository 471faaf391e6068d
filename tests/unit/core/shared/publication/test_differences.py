from typing import Any

import pytest

from sorbo_core.shared.publication.differences import Difference, differences


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1, "b": "x"}, {"a": 2, "b": "x"}, [Difference("/a", 1, 2)]),
        ({"p": {"amount": 1, "c": "XOF"}}, {"p": {"amount": 2, "c": "XOF"}}, [Difference("/p/amount", 1, 2)]),
        ({"p": None}, {"p": {"amount": 2}}, [Difference("/p", None, {"amount": 2})]),
        ({"l": ["a"]}, {"l": ["a", "b"]}, [Difference("/l", ["a"], ["a", "b"])]),
        ({"a": 1}, {"b": 1}, [Difference("/a", 1, None), Difference("/b", None, 1)]),
        ({"a/b~": 1}, {"a/b~": 2}, [Difference("/a~1b~0", 1, 2)]),
        ({"a": True}, {"a": 1}, [Difference("/a", before=True, after=1)]),
    ],
)
def test_what_differs_is_named_by_a_pointer(before: Any, after: Any, expected: list[Difference]) -> None:
    assert list(differences(before, after)) == expected
