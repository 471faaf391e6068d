from sorbo_core.integrations.signing import secret_of, sign

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
