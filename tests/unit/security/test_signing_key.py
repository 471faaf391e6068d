import re
from base64 import urlsafe_b64encode

import pytest

from sorbo_adapters.security.signing_key import new_signing_key, parse_signing_key


def test_a_new_signing_key_is_one_and_differs_each_time() -> None:
    key, other = new_signing_key(), new_signing_key()

    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", key)
    assert len(parse_signing_key(key)) == 32
    assert key != other
    assert parse_signing_key(f" {key}=\n") == parse_signing_key(key)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not 32 bytes"),
        ("change-me", "not base64url"),
        ("secret key", "not base64url"),
        ("é" * 43, "not base64url"),
        (urlsafe_b64encode(bytes(range(31))).decode(), "not 32 bytes"),
        (urlsafe_b64encode(bytes(range(33))).decode(), "not 32 bytes"),
        (urlsafe_b64encode(bytes(32)).decode(), "too few different"),
        (urlsafe_b64encode(b"0123456789" * 3 + b"01").decode(), "too few different"),
    ],
)
def test_a_signing_key_that_is_none_is_refused_without_being_quoted(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as caught:
        parse_signing_key(text)

    assert not text or text not in str(caught.value)
