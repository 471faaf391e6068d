import pytest

from sorbo_core.identity.errors import PasswordTooWeak
from sorbo_core.identity.password import PasswordRules

RULES = PasswordRules(service=("sorbo", "Sorbo Ingénierie", "https://www.example.com"))
HOLDER = ("Chef de Chantier", "awa.chantier@bureau-etudes.example.com")


def broken(password: str, *, second_factor: bool = False) -> str:
    """Return the code of the rule that a password breaks."""
    with pytest.raises(PasswordTooWeak) as refused:
        RULES.accept(password, holder=HOLDER, second_factor=second_factor)
    (violation,) = refused.value.violations
    assert violation.pointer == "/password"
    if password:
        assert password not in str(refused.value.violations)
    return violation.code


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "été à Abidjan 26",
        "483920174659201",
        "🔑🌍🛠️🧱🏗️📐📏🧮🪜🚧🦺🚜🛣️",
        "agrafe sorbo lampe cheval",
        "chantier agrafe lampe cheval",
        "long " * 3 + "and then some more of it",
        "z" + "correct horse battery staple " * 8,
    ],
)
def test_a_long_password_is_accepted_whatever_it_is_made_of(password: str) -> None:
    assert RULES.accept(password, holder=HOLDER) == password


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password_too_short"),
        ("14 characters.", "password_too_short"),
        ("e\u0301abcdefghijklm", "password_too_short"),
        ("correct horse battery " * 12, "password_too_long"),
        ("x" * 15, "password_monotonous"),
        ("abcd" * 10, "password_monotonous"),
    ],
)
def test_a_password_that_is_short_monotonous_or_endless_is_refused(password: str, code: str) -> None:
    assert broken(password) == code


@pytest.mark.parametrize(
    "password",
    [
        "motdepasse12345",
        "M0tDeP@sse2026!!",
        "MOTDEPASSEMOTDEPASSE",
        "password password",
        "azertyuiop12345",
        "soleilmarseille",
        "1q2w3e4r5t6y7u8i",
        "123456789123456789",
        "qwertyuiopasdfghjkl",
        "x" * 10 + "abcde",
    ],
)
def test_what_is_tried_first_is_refused_in_french_and_english(password: str) -> None:
    assert broken(password.ljust(15, "!")) == "password_common"


@pytest.mark.parametrize(
    "password", ["Sorbo-Ingenierie-2026", "sorbosorbosorbo1", "Awa Chantier 1234", "bureau-etudes-2026!"]
)
def test_the_names_of_the_company_and_of_the_holder_are_not_enough(password: str) -> None:
    assert broken(password) == "password_personal"


@pytest.mark.parametrize("password", ["kiwi-7Grt", "Xk7#pQ2m", "été-Lomé"])
def test_beside_a_second_factor_eight_characters_are_enough(password: str) -> None:
    assert RULES.accept(password, second_factor=True) == password
    assert broken(password) == "password_too_short"


@pytest.mark.parametrize(
    "password", ["motdepasse", "Soleil2024", "azerty12", "chouchou1", "87654321", "iloveyou!", "19870612"]
)
def test_beside_a_second_factor_common_ones_are_refused_all_the_same(password: str) -> None:
    assert broken(password, second_factor=True) == "password_common"


def test_a_password_is_the_same_whichever_keyboard_typed_it() -> None:
    assert RULES.accept("e\u0301te\u0301 a\u0300 Abidjan 2026") == RULES.accept("été à Abidjan 2026")
