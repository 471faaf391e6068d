"""Access tokens signed with Ed25519."""

from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.permissions import ROLES, Role
from sorbo_core.identity.ports import AccessToken, AccessTokens
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Ids

_ALGORITHM = "Ed25519"
_MAX_LENGTH = 4096


class Ed25519AccessTokens(AccessTokens):
    """JSON Web Tokens in the profile of RFC 9068, with the role as a claim of ours.

    Every token has the same header, byte for byte. One with another header (another algorithm,
    type, key or a critical extension) is refused before anything in it is decoded.

    Args:
        seed: the private key, 32 bytes.
        issuer, audience: who signs, and for which API.
        ids: names each token (`jti`).
        lifetime: in whole seconds.
    """

    def __init__(
        self,
        *,
        seed: bytes,
        issuer: str,
        audience: str,
        ids: Ids,
        lifetime: timedelta = timedelta(minutes=15),
    ) -> None:
        private = Ed25519PrivateKey.from_private_bytes(seed)
        self._private = OKPKey.import_key(private)
        self._public = OKPKey.import_key(private.public_key())
        self._header = {"alg": _ALGORITHM, "typ": "at+jwt", "kid": self._public.thumbprint()}
        self._encoded_header = self._sign({}).partition(".")[0]
        self._issuer = issuer
        self._audience = audience
        self._ids = ids
        self._lifetime = lifetime

    def issue(self, compte: Compte, *, now: datetime) -> AccessToken:
        issued_at = now.replace(microsecond=0)
        expires_at = issued_at + self._lifetime
        token = self._sign(
            {
                "iss": self._issuer,
                "aud": self._audience,
                "sub": compte.id,
                "jti": self._ids.new(),
                "iat": int(issued_at.timestamp()),
                "exp": int(expires_at.timestamp()),
                "role": compte.role.value,
            }
        )
        return AccessToken(token=token, expires_at=expires_at)

    def verify(self, token: str, *, now: datetime) -> Actor:
        if len(token) > _MAX_LENGTH or token.partition(".")[0] != self._encoded_header:
            raise TokenInvalid
        try:
            claims = jwt.decode(token, self._public, algorithms=[_ALGORITHM]).claims
            self._rules(now).validate(claims)
            role = Role(claims["role"])
            return Actor(id=claims["sub"], permissions=ROLES[role], role=role)
        except (JoseError, ValueError) as error:
            raise TokenInvalid from error

    def _sign(self, claims: dict[str, Any]) -> str:
        return jwt.encode(self._header, claims, self._private, algorithms=[_ALGORITHM], default_type=None)

    def _rules(self, now: datetime) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._audience},
            sub={"essential": True},
            exp={"essential": True},
            role={"essential": True},
        )
