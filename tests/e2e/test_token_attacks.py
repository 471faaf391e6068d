"""Tokens that an attacker makes, changes and mixes up, against a served API."""

import asyncio
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest_asyncio
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sorbo_adapters.security.signing_key import parse_signing_key
from support.wire import LOGIN, ME, Json

from .conftest import Site

EMAIL, PASSWORD = "admin@example.com", "une phrase de passe assez longue"
AUTH = "/api/v1/auth"


class Attacker:
    """Somebody with a login of their own, who even has the key in order to get closer."""

    def __init__(self, site: Site, said: Json) -> None:
        self.site = site
        self.said = said
        seed = parse_signing_key(site.settings["SORBO_SIGNING_KEY"])
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.header, self.claims = (decoded(part) for part in said["accessToken"].split(".")[:2])

    def signed(self, header: Any, claims: Any) -> str:
        content = f"{encoded(header)}.{encoded(claims)}"
        return f"{content}.{base64url(self._key.sign(content.encode()))}"

    def by_secret(self, header: Any, secret: bytes) -> str:
        content = f"{encoded(header)}.{encoded(self.claims)}"
        return f"{content}.{base64url(hmac.digest(secret, content.encode(), 'sha256'))}"

    @property
    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


def base64url(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def encoded(fields: Any) -> str:
    text = fields if isinstance(fields, str) else json.dumps(fields, separators=(",", ":"))
    return base64url(text.encode())


def decoded(part: str) -> Json:
    fields: Json = json.loads(urlsafe_b64decode(part + "=="))
    return fields


@pytest_asyncio.fixture
async def attacker(site: Site) -> Attacker:
    made = site.run("create-admin", EMAIL, "--password-stdin", stdin=f"{PASSWORD}\n")
    assert made.returncode == 0, made.stderr
    answer = await site.api.client.post(LOGIN, json={"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return Attacker(site, answer.json())


def forgeries(attacker: Attacker) -> Iterator[tuple[str, str]]:
    """Yield what is tried, and the token."""
    yield from other_headers(attacker)
    yield from other_claims(attacker)
    yield from other_texts(attacker)


def other_headers(attacker: Attacker) -> Iterator[tuple[str, str]]:
    """Yield tokens of another algorithm, key or type."""
    header, claims, parts = attacker.header, attacker.claims, attacker.said["accessToken"].split(".")
    for alg in ("none", "None", "NONE", "nOnE", ""):
        yield f"algorithm {alg!r}", f"{encoded({**header, 'alg': alg})}.{parts[1]}."
        yield f"algorithm {alg!r}, signed", f"{encoded({**header, 'alg': alg})}.{parts[1]}.{parts[2]}"
    for secret in (attacker.public, base64url(attacker.public).encode(), header["kid"].encode(), b""):
        yield "HS256 with the public key", attacker.by_secret({**header, "alg": "HS256"}, secret)
        yield "HS256 as Ed25519", attacker.by_secret(header, secret)
    for alg in ("EdDSA", "ES256", "RS256", "Ed448"):
        yield f"algorithm {alg}", attacker.signed({**header, "alg": alg}, claims)
    kids = (
        "",
        "..",
        "../../../../dev/null",
        "/etc/passwd",
        "' OR 1=1--",
        "x" * 2000,
        None,
        5,
        ["a"],
        {"$ne": 1},
    )
    for kid in kids:
        yield f"kid {kid!r:.20}", attacker.signed({**header, "kid": kid}, claims)
    yield "no kid", attacker.signed({"alg": header["alg"], "typ": header["typ"]}, claims)
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": base64url(attacker.public)}
    more: tuple[Json, ...] = (
        {"crit": ["exp"]},
        {"crit": []},
        {"jwk": jwk},
        {"jku": "https://evil.example/jwks.json"},
        {"x5u": "https://evil.example/"},
        {"zip": "DEF"},
        {"b64": False},
        {"cty": "JWT"},
    )
    for extra in more:
        yield f"header {extra!r:.30}", attacker.signed(header | extra, claims)
    yield "a header twice", attacker.signed(f'{{"alg":"none",{json.dumps(header)[1:]}', claims)
    for typ in ("JWT", "at+JWT", "refresh", "logout+jwt", "", None):
        yield f"type {typ}", attacker.signed({**header, "typ": typ}, claims)


def other_claims(attacker: Attacker) -> Iterator[tuple[str, str]]:
    """Yield tokens that say something else, signed with the right key."""
    header, claims, now = attacker.header, attacker.claims, int(datetime.now(UTC).timestamp())
    one = json.dumps(claims)
    yield "a claim twice", attacker.signed(header, f'{one[:-1]}, "sub": "another"}}')
    for change in (
        {"exp": now - 1},
        {"exp": now},
        {"iat": now + 3600},
        {"nbf": now + 3600},
        {"iss": "https://evil.example"},
        {"aud": "another-api"},
        {"aud": ["sorbo-api"]},
        {"sub": "another"},
        {"sid": "another"},
        {"sid": {"$ne": ""}},
        {"sub": None},
        {"role": "admin"},
        {"exp": "9" * 20},
        {"exp": 1e300},
        {"exp": True},
    ):
        yield f"claims {change}", attacker.signed(header, claims | change)
    for name in claims:
        yield f"no {name}", attacker.signed(header, {k: v for k, v in claims.items() if k != name})
    others: tuple[object, ...] = ([], "null", "5", '"text"', "", "{", "[" * 2000)
    for claim in others:
        yield f"claims {str(claim)[:9]}", attacker.signed(header, claim)


def other_texts(attacker: Attacker) -> Iterator[tuple[str, str]]:
    """Yield what is no access token at all."""
    parts = attacker.said["accessToken"].split(".")
    for text in (
        "..",
        ".a.b",
        f"{parts[0]}..{parts[2]}",
        f"{parts[0]}.{parts[1]}.",
        ".".join(parts[:2]),
        ".",
    ):
        yield f"parts {text[:9]}", text
    yield "one part more", f"{attacker.said['accessToken']}.{parts[2]}"
    yield "huge", f"{parts[0]}.{'A' * 6000}.{parts[2]}"
    yield "a refresh token", attacker.said["refreshToken"]
    yield "a device token", attacker.said["deviceToken"]


async def test_no_forged_token_lets_anybody_in_and_each_is_refused_alike(attacker: Attacker) -> None:
    client = attacker.site.api.client
    let_in = {}
    for name, token in forgeries(attacker):
        for headers in (
            {"Authorization": f"Bearer {token}"},
            {"Cookie": f"__Host-sorbo_access={token}"},
        ):
            answer = await client.get(ME, headers=headers)
            if answer.status_code != 401:
                let_in[name] = (answer.status_code, answer.text[:200])
    # An empty cookie is none, and its sender a visitor: refused here all the same.
    assert let_in == {}
    own = {"Authorization": f"Bearer {attacker.said['accessToken']}"}
    assert (await client.get(ME, headers=own)).status_code == 200, "what is tried is close to what works"
    again = {"Authorization": f"Bearer {attacker.signed(attacker.header, attacker.claims)}"}
    assert (await client.get(ME, headers=again)).status_code == 200, "idem, with the attacker's own hands"


async def test_no_other_kind_of_token_refreshes_a_session(attacker: Attacker) -> None:
    said, client = attacker.said, attacker.site.api.client
    _, session, family, secret = said["refreshToken"].split("~")
    for token in (
        said["accessToken"],
        said["deviceToken"],
        said["sessionId"],
        f"device~{session}~{family}~{secret}",
        f"refresh~{session}~{secret}~{family}",
        f"refresh~{session}~{family}~{family}x"[:5] + "~~~",
        f"refresh~{session}~{'A' * 43}~{secret}",
    ):
        answer = await client.post(f"{AUTH}/refresh", json={"refreshToken": token})
        assert (answer.status_code, answer.json()["code"]) in {
            (401, "invalid_refresh_token"),
            (422, "invalid"),
        }, token
    alive = await client.post(f"{AUTH}/refresh", json={"refreshToken": said["refreshToken"]})
    assert alive.status_code == 200, "who does not know the family ends nothing"


async def test_twenty_refreshes_at_once_have_one_outcome(attacker: Attacker) -> None:
    client, body = attacker.site.api.client, {"refreshToken": attacker.said["refreshToken"]}
    answers = await asyncio.gather(*(client.post(f"{AUTH}/refresh", json=body) for _ in range(20)))
    assert {each.status_code for each in answers} == {200}
    assert len({each.json()["refreshToken"] for each in answers}) == 1


async def test_an_operator_rotates_keys_and_revokes_a_person_while_the_api_serves(attacker: Attacker) -> None:
    site, own = attacker.site, {"Authorization": f"Bearer {attacker.said['accessToken']}"}
    assert site.run("keys", "rotate").stdout.startswith("signs")
    assert [line.split()[0] for line in site.run("keys", "list").stdout.splitlines()] == ["verifies", "signs"]
    assert (await site.api.client.get(ME, headers=own)).status_code == 200
    told = site.run("sessions", "revoke", EMAIL)
    assert told.stdout == f"{EMAIL}: 1 session(s) ended\n"
    assert (await site.api.client.get(ME, headers=own)).status_code == 401
    assert site.run("sessions", "revoke", "nobody@example.com").returncode == 1
