"""Codes of authenticators, against the test vectors of RFC 6238 and what surrounds a secret."""

from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from sorbo_adapters.security.totp import TotpCodes
from sorbo_core.identity.second_factor.ports import OneTimeCodes
from support.build import NOW

SEED, HOLDER = bytes(range(32)), "019376f2a4c87b1e9d3c5a7e8f905678"
STEP = timedelta(seconds=30)
# Appendix B, SHA-1; authenticators show the last six of the eight digits.
VECTORS = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
}
RFC_SECRET = b32encode(b"12345678901234567890").decode()


@pytest.fixture
def codes() -> TotpCodes:
    return TotpCodes(SEED, issuer="Sorbo Ingénierie")


@pytest.mark.parametrize("seconds", VECTORS)
def test_the_codes_are_those_of_the_standard(codes: TotpCodes, seconds: int) -> None:
    sealed, at = codes.sealed(RFC_SECRET, holder=HOLDER), datetime.fromtimestamp(seconds, UTC)
    assert codes.step_of(VECTORS[seconds][-6:], sealed, holder=HOLDER, at=at) == seconds // 30


@pytest.mark.parametrize(("drift", "is_good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_a_step_off(codes: OneTimeCodes, drift: int, *, is_good: bool) -> None:
    new = codes.new(holder=HOLDER, email="chef@example.com")
    code = pyotp.TOTP(new.text).at(NOW + drift * STEP)
    step = codes.step_of(code, new.sealed, holder=HOLDER, at=NOW)
    assert step == (int(NOW.timestamp()) // 30 + drift if is_good else None)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "١٢٣٤٥٦", "abcdef"])
def test_what_is_no_code_is_refused(codes: OneTimeCodes, code: str) -> None:
    new = codes.new(holder=HOLDER, email="chef@example.com")
    assert codes.step_of(code, new.sealed, holder=HOLDER, at=NOW) is None


def test_a_secret_is_worth_nothing_to_another_account_or_under_another_key(codes: OneTimeCodes) -> None:
    new = codes.new(holder=HOLDER, email="chef@example.com")
    code = pyotp.TOTP(new.text).at(NOW)
    stranger = TotpCodes(bytes(32), issuer="Sorbo")
    assert codes.step_of(code, new.sealed, holder="another", at=NOW) is None
    assert stranger.step_of(code, new.sealed, holder=HOLDER, at=NOW) is None
    assert codes.step_of(code, new.sealed[:-4] + "AAA=", holder=HOLDER, at=NOW) is None
    assert codes.step_of(code, "é", holder=HOLDER, at=NOW) is None


def test_no_two_secrets_are_alike_and_none_shows_itself(codes: OneTimeCodes) -> None:
    one, other = (codes.new(holder=HOLDER, email="chef@example.com") for _ in range(2))
    assert one.text != other.text
    assert len(one.text) == 32
    assert one.text not in one.sealed
    assert one.text not in repr(one)
