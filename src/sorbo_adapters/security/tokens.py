"""Access tokens signed with Ed25519."""

from datetime import datetime, timedelta

import msgspec
from joserfc import jws
from joserfc.errors import JoseError

from sorbo_adapters.security.key_ring import ALGORITHM, LIFETIME, SigningKeyRing
from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.sessions.ports import AccessToken, AccessTokens, Claims
from sorbo_core.shared.errors import Invalid, Malformed
from sorbo_core.shared.ports import Ids
from sorbo_core.shared.validation import decode_body

_MAX_LENGTH = 4096
_SKEW_S = 30
"""Seconds that the clock of the machine that issued a token may be ahead."""


class _Payload(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    iss: str
    aud: str
    sub: str
    sid: str
    jti: str
    iat: int
    exp: int


class Ed25519AccessTokens(AccessTokens):
    """JSON Web Tokens in the profile of RFC 9068, with the session as `sid`.

    Every token of a key has the same header, byte for byte. One with another header (another
    algorithm or type, an unknown key, a critical extension) is refused before anything in it is
    decoded; one with other claims, or with one twice, after its signature was verified.

    Args:
        ring: the keys.
        issuer, audience: who signs, and for which API.
        ids: names each token (`jti`).
        lifetime: in whole seconds, no longer than keys are kept for.
    """

    def __init__(
        self,
        *,
        ring: SigningKeyRing,
        issuer: str,
        audience: str,
        ids: Ids,
        lifetime: timedelta = LIFETIME,
    ) -> None:
        self._ring = ring
        self._issuer = issuer
        self._audience = audience
        self._ids = ids
        self._lifetime = lifetime

    async def issue(self, claims: Claims, *, now: datetime) -> AccessToken:
        key = await self._ring.signing(now)
        issued_at = now.replace(microsecond=0)
        expires_at = issued_at + self._lifetime
        payload = _Payload(
            iss=self._issuer,
            aud=self._audience,
            sub=claims.compte_id,
            sid=claims.session_id,
            jti=self._ids.new(),
            iat=int(issued_at.timestamp()),
            exp=int(expires_at.timestamp()),
        )
        encoded = msgspec.json.encode(payload)
        token = jws.serialize_compact(key.header, encoded, key.private, algorithms=[ALGORITHM])
        return AccessToken(token=token, expires_at=expires_at)

    async def verify(self, token: str, *, now: datetime) -> Claims:
        if len(token) > _MAX_LENGTH or not token.isascii():
            raise TokenInvalid
        key = await self._ring.verifying(token.partition(".")[0], now)
        if key is None:
            raise TokenInvalid
        try:
            signed = jws.deserialize_compact(token.encode(), key.public, algorithms=[ALGORITHM])
            payload = decode_body(signed.payload, _Payload)
        except (JoseError, ValueError, Malformed, Invalid) as error:
            raise TokenInvalid from error
        at = int(now.timestamp())
        ours = payload.iss == self._issuer and payload.aud == self._audience
        if not ours or not payload.iat - _SKEW_S <= at < payload.exp:
            raise TokenInvalid
        return Claims(compte_id=payload.sub, session_id=payload.sid)
