import asyncio
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey

from sorbo_adapters.memory.sessions.keys import MemorySealedKeys
from sorbo_adapters.memory.system import SequentialIds
from sorbo_adapters.security.key_ring import SigningKeyRing
from sorbo_adapters.security.tokens import Ed25519AccessTokens
from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.sessions.ports import AccessTokens, Claims

NOW = datetime(2026, 3, 12, 14, 5, 7, 900_000, tzinfo=UTC)
SEED = bytes(range(32))
KEY = Ed25519PrivateKey.from_private_bytes(SEED)
ISSUER, AUDIENCE = "https://www.example.com", "sorbo-api"
WHOSE = Claims(compte_id="compte-1", session_id="session-1")


def tokens_of(*, seed: bytes = SEED, issuer: str = ISSUER, audience: str = AUDIENCE) -> Ed25519AccessTokens:
    ring = SigningKeyRing(seed=seed, keys=MemorySealedKeys())
    return Ed25519AccessTokens(ring=ring, issuer=issuer, audience=audience, ids=SequentialIds())


TOKENS = tokens_of()
ISSUED = asyncio.run(TOKENS.issue(WHOSE, now=NOW))


def decoded(segment: str) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(urlsafe_b64decode(segment + "=="))
    return fields


def base64url(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def encoded(fields: object) -> str:
    return base64url(json.dumps(fields, separators=(",", ":")).encode())


HEADER, CLAIMS = (decoded(segment) for segment in ISSUED.token.split(".")[:2])


def signed(*, header: dict[str, Any] | None = None, claims: dict[str, Any] | None = None) -> str:
    """Return a token signed with the right key, its header and claims changed; None takes one out."""
    content = f"{encoded(_changed(HEADER, header))}.{encoded(_changed(CLAIMS, claims))}"
    return f"{content}.{base64url(KEY.sign(content.encode()))}"


def _changed(fields: dict[str, Any], changes: dict[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (fields | (changes or {})).items() if value is not None}


class AccessTokensContract:
    """What `AccessTokens` promises."""

    async def test_a_token_says_whose_session_it_is_of(self, tokens: AccessTokens) -> None:
        issued = await tokens.issue(WHOSE, now=NOW)

        assert await tokens.verify(issued.token, now=NOW) == WHOSE

    async def test_a_token_is_good_for_fifteen_minutes(self, tokens: AccessTokens) -> None:
        issued = await tokens.issue(WHOSE, now=NOW)

        assert timedelta(minutes=15) - (issued.expires_at - NOW) < timedelta(seconds=1)
        await tokens.verify(issued.token, now=issued.expires_at - timedelta(milliseconds=1))
        for at in (issued.expires_at, NOW + timedelta(days=365)):
            with pytest.raises(TokenInvalid):
                await tokens.verify(issued.token, now=at)

    async def test_two_tokens_differ(self, tokens: AccessTokens) -> None:
        assert await tokens.issue(WHOSE, now=NOW) != await tokens.issue(WHOSE, now=NOW)

    @pytest.mark.parametrize("garbage", ["", ".", "..", "a.b.c", "Bearer", "é", "\ud800", "x" * 1_000_000])
    async def test_garbage_is_no_token(self, garbage: str, tokens: AccessTokens) -> None:
        with pytest.raises(TokenInvalid):
            await tokens.verify(garbage, now=NOW)


class TestEd25519AccessTokens(AccessTokensContract):
    @pytest.fixture
    def tokens(self) -> AccessTokens:
        return TOKENS


def refused(token: str) -> bool:
    try:
        asyncio.run(TOKENS.verify(token, now=NOW))
    except TokenInvalid:
        return True
    return False


def test_a_token_carries_the_claims_of_an_access_token_and_nothing_about_the_person() -> None:
    public = base64url(KEY.public_key().public_bytes_raw())
    thumbprint = sha256(f'{{"crv":"Ed25519","kty":"OKP","x":"{public}"}}'.encode()).digest()
    header, claims, _ = ISSUED.token.split(".")
    assert decoded(header) == {"alg": "Ed25519", "typ": "at+jwt", "kid": base64url(thumbprint)}
    assert decoded(claims) == {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": WHOSE.compte_id,
        "sid": WHOSE.session_id,
        "jti": "id-000001",
        "iat": int(NOW.timestamp()),
        "exp": int(ISSUED.expires_at.timestamp()),
    }


@pytest.mark.parametrize(
    "tokens",
    [
        tokens_of(seed=bytes(range(1, 33))),
        tokens_of(issuer="https://other.example.com"),
        tokens_of(audience="another-api"),
    ],
    ids=["key", "issuer", "audience"],
)
def test_a_token_issued_elsewhere_is_refused(tokens: AccessTokens) -> None:
    assert refused(asyncio.run(tokens.issue(WHOSE, now=NOW)).token)


def test_the_same_key_elsewhere_verifies_the_token() -> None:
    assert asyncio.run(tokens_of().verify(ISSUED.token, now=NOW)) == WHOSE


def test_a_token_signed_as_it_should_be_is_accepted() -> None:
    assert not refused(signed())


@pytest.mark.parametrize(
    "header",
    [
        {"typ": "JWT"},
        {"typ": None},
        {"kid": "another"},
        {"kid": None},
        {"crit": ["exp"], "exp": 1},
        {"crit": []},
        {"alg": "EdDSA"},
        {"cty": "JWT"},
    ],
)
def test_a_token_with_another_header_is_refused_even_if_the_key_signed_it(header: dict[str, Any]) -> None:
    assert refused(signed(header=header))


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://other.example.com"},
        {"iss": None},
        {"aud": "another-api"},
        {"aud": None},
        {"sub": None},
        {"sub": 5},
        {"exp": None},
        {"exp": "tomorrow"},
        {"exp": int(NOW.timestamp())},
        {"nbf": int(NOW.timestamp()) + 1},
        {"iat": int(NOW.timestamp()) + 31},
        {"iat": None},
        {"sid": None},
        {"sid": ["session-1"]},
        {"sid": {"$ne": ""}},
        {"jti": None},
        {"role": "admin"},
        {"typ": "refresh"},
    ],
)
def test_a_token_with_other_claims_is_refused_even_if_the_key_signed_it(claims: dict[str, Any]) -> None:
    assert refused(signed(claims=claims))


def test_a_token_signed_with_the_public_key_as_a_shared_secret_is_refused() -> None:
    public = OKPKey.import_key(KEY.public_key())
    secrets = [public.as_pem(private=False), json.dumps(public.as_dict(private=False)).encode()]
    for secret in secrets:
        key = OctKey.import_key(secret.hex())
        assert refused(jwt.encode({**HEADER, "alg": "HS256"}, CLAIMS, key, algorithms=["HS256"]))


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "", None, ["Ed25519"], 5])
def test_a_token_without_a_signature_is_refused(algorithm: object) -> None:
    header, claims, signature = ISSUED.token.split(".")
    unsigned = encoded({**HEADER, "alg": algorithm})

    assert refused(f"{unsigned}.{claims}.")
    assert refused(f"{unsigned}.{claims}.{signature}")
    assert refused(f"{header}.{claims}.")
    assert refused(f"{header}.{claims}")


def test_a_token_whose_claims_were_altered_is_refused() -> None:
    header, _, signature = ISSUED.token.split(".")

    assert refused(f"{header}.{encoded({**CLAIMS, 'sub': 'compte-2'})}.{signature}")
    assert refused(f"{header}.{encoded([])}.{signature}")


def test_a_long_token_is_refused_even_if_the_key_signed_it() -> None:
    assert refused(signed(claims={"padding": "x" * 4096}))


@given(st.data())
def test_no_other_text_than_the_token_is_accepted(data: st.DataObject) -> None:
    header, claims, signature = ISSUED.token.split(".")
    tail = data.draw(st.text(max_size=100) | st.just(f"{claims}.{signature[:-3]}"))

    assert refused(f"{header}.{tail}")


def test_a_deeply_nested_header_is_refused() -> None:
    nested = urlsafe_b64encode(b"[" * 2_900).decode()

    assert refused(f"{nested}.{nested[:100]}.{nested[:100]}")


def test_claims_with_a_member_twice_are_refused_even_if_the_key_signed_them() -> None:
    claims = json.dumps(CLAIMS)
    for twice in (f'{claims[:-1]}, "sub": "compte-2"}}', f'{{"exp": 99999999999, {claims[1:]}'):
        content = f"{ISSUED.token.partition('.')[0]}.{base64url(twice.encode())}"
        assert refused(f"{content}.{base64url(KEY.sign(content.encode()))}")


def test_a_header_with_a_member_twice_is_refused_even_if_the_key_signed_it() -> None:
    header = json.dumps(HEADER, separators=(",", ":"))
    for twice in (f'{header[:-1]},"kid":"{HEADER["kid"]}"}}', f'{{"alg":"none",{header[1:]}'):
        content = f"{base64url(twice.encode())}.{encoded(CLAIMS)}"
        assert refused(f"{content}.{base64url(KEY.sign(content.encode()))}")
