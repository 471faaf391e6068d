import pytest

from sorbo_core.identity.errors import PasswordTooWeak
from sorbo_core.identity.password import accept_password


@pytest.mark.parametrize(
    "password", ["correct horse battery", "été à Abidjan 26", "x" * 10 + "abcde", "🔑🌍🛠️🧱🏗️📐📏🧮🪜🚧🦺🚜🛣️"]
)
def test_a_long_password_is_accepted_whatever_it_is_made_of(password: str) -> None:
    assert accept_password(password)


@pytest.mark.parametrize(
    "password", ["", "short", "14 characters.", "x" * 15, "abcd" * 10, "long " * 60, "e\u0301abcdefghijklm"]
)
def test_a_password_that_is_short_monotonous_or_endless_is_refused(password: str) -> None:
    with pytest.raises(PasswordTooWeak) as refused:
        accept_password(password)
    (violation,) = refused.value.violations
    assert violation.params == {"min": 15, "max": 256, "different": 5}


def test_a_password_is_the_same_whichever_keyboard_typed_it() -> None:
    assert accept_password("e\u0301te\u0301 a\u0300 Abidjan 2026") == accept_password("été à Abidjan 2026")
