import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import Invalid, Violation


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("achats@example.com", "achats@example.com"),
        ("  Achats@Example.COM ", "achats@example.com"),
        ("prenom.nom+devis@mail.example.com", "prenom.nom+devis@mail.example.com"),
        ("o'brien_1@example.co", "o'brien_1@example.co"),
        ("contact@société.example", "contact@xn--socit-esab.example"),
        ("a" * 64 + "@example.com", "a" * 64 + "@example.com"),
    ],
)
def test_an_address_is_accepted_in_one_form(typed: str, address: str) -> None:
    assert parse_email(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "achats",
        "@example.com",
        "achats@",
        "achats@localhost",
        "achats@@example.com",
        ".achats@example.com",
        "achats.@example.com",
        "a..b@example.com",
        "a b@example.com",
        '"a b"@example.com',
        "achats@[127.0.0.1]",
        "achats@-example.com",
        "achats@example-.com",
        "achats@exam_ple.com",
        "achats@example..com",
        "achats@example.com.",
        "achats@example.com\nBcc: b@example.com",
        "achats@example.com\r\n.x.com",
        "élève@example.com",
        "a" * 65 + "@example.com",
        "a@" + "b" * 64 + ".com",
        "a@" + ".".join(["b" * 60] * 5),
        "a@example.com, b@example.com",
        "Achats <achats@example.com>",
        "a\x00@example.com",
    ],
)
def test_what_is_no_address_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_email(typed)
    assert refused.value.violations == (Violation("/email", "email"),)


def test_the_refusal_points_where_the_caller_says() -> None:
    with pytest.raises(Invalid) as refused:
        parse_email("nobody", pointer="/contact/email")
    assert refused.value.violations[0].pointer == "/contact/email"


@given(st.emails() | st.text())
def test_an_accepted_address_is_ascii_lower_case_and_accepted_again(typed: str) -> None:
    try:
        address = parse_email(typed)
    except Invalid:
        return
    assert address.isascii()
    assert address == address.lower() == parse_email(address)
    assert not set(address) & set(' \r\n\t<>,;"')
