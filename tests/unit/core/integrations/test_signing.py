import pytest

from sorbo_core.integrations.signing import key_of, secret_of, sign

# The example of the Standard Webhooks specification.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
ID, AT, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'


def test_the_signature_is_that_of_the_specification() -> None:
    assert sign([SECRET], id=ID, timestamp=AT, body=BODY) == SIGNED


def test_every_secret_signs_in_order() -> None:
    other = secret_of(b"0123456789abcdef0123456789abcdef")
    first, second = sign([other, SECRET], id=ID, timestamp=AT, body=BODY).split(" ")
    assert second == SIGNED
    assert first.startswith("v1,")
    assert first != second


def test_a_secret_is_its_key_in_base64_behind_a_prefix() -> None:
    assert secret_of(b"\x00\xff" * 12) == "whsec_AP8A/wD/AP8A/wD/AP8A/wD/AP8A/wD/"


@pytest.mark.parametrize("size", [24, 32, 64])
def test_the_key_in_a_secret_has_24_to_64_bytes(size: int) -> None:
    assert key_of(secret_of(bytes(size))) == bytes(size)


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "a secret starts with whsec_"),
        ("whsec_pas du base64", "what follows whsec_ is not base64"),
        ("whsec_", "a secret holds 24 to 64 bytes, this one 0"),
        (secret_of(bytes(23)), "a secret holds 24 to 64 bytes, this one 23"),
        (secret_of(bytes(65)), "a secret holds 24 to 64 bytes, this one 65"),
    ],
)
def test_what_is_no_secret_is_told_without_repeating_it(secret: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        key_of(secret)
