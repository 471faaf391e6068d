"""Who asks: by a bearer token, an API key or a cookie, and whether a page may send that cookie."""

from collections.abc import Collection
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection

from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.sessions.errors import CredentialsDisagree, OriginRefused
from sorbo_core.identity.use_cases.authenticate import Authenticate
from sorbo_core.shared.actor import VISITOR, Actor
from sorbo_core.shared.errors import Unauthenticated
from sorbo_web.api.access.cookies import ACCESS_COOKIE, REFRESH_COOKIE, given
from sorbo_web.middleware.layer import SAFE_METHODS

Connection = ASGIConnection[Any, Any, Any, Any]

_SCHEME = "bearer "


class Spared(Enum):
    """Which credentials that are over count as none, rather than as an error."""

    # Not a tuple: that of nothing is lost by the enum of Python 3.11.2, which Debian 12 has.
    NONE = frozenset[str]()
    COOKIE = frozenset({"cookie"})
    BOTH = frozenset({"cookie", "token"})


class Pages:
    """The pages whose writes may carry cookies.

    Args:
        addresses: of the site and of the API; the scheme, host and port of each are an origin.
        origins: further ones; `*` lets none in.
    """

    def __init__(self, addresses: Collection[str], origins: Collection[str] = ()) -> None:
        parts = (urlsplit(address) for address in addresses if address)
        own = {f"{part.scheme}://{part.netloc}" for part in parts}
        self._origins = frozenset(own | (set(origins) - {"*"}))

    def check(self, connection: Connection) -> None:
        """Return if one of these pages sends a request, or a page of the same origin.

        A browser names the origin with every write. One that does not, or hides it, says at least
        whether it is the same.

        Raises:
            OriginRefused: another page sends it, or whatever sends it does not say.
        """
        origin = connection.headers.get("origin")
        if origin is None:
            allowed = connection.headers.get("sec-fetch-site") == "same-origin"
        else:
            allowed = origin in self._origins
        if not allowed:
            raise OriginRefused


class Credentials:
    """Finds out who sends a request.

    Args:
        authenticate: tells the holder of an access token or a key.
        pages: may send cookies with writes.
    """

    def __init__(self, *, authenticate: Authenticate, pages: Pages) -> None:
        self._authenticate = authenticate
        self._pages = pages

    async def actor(self, connection: Connection, *, spared: Spared) -> Actor:
        """Return who asks. A bearer token, which may be an API key, counts before a cookie.

        A browser sends the cookies that it has, good or not; a program knows what it sends. Which of
        them may be over depends on the route.

        Raises:
            TokenInvalid: nobody holds the token, any more.
            CredentialsDisagree: token and cookie are of two accounts.
            OriginRefused: a write comes with a cookie, from a page that may not send it.
        """
        token, cookie = (
            _bearer_token(connection.headers.get("authorization")),
            given(connection, ACCESS_COOKIE),
        )
        if token is None:
            has_cookie = cookie is not None or given(connection, REFRESH_COOKIE) is not None
            if has_cookie and connection.scope.get("method") not in SAFE_METHODS:
                self._pages.check(connection)
            return await self._holder(cookie, is_spared="cookie" in spared.value)
        actor = await self._holder(token, is_spared="token" in spared.value, with_keys=True)
        beside = await self._holder(cookie, is_spared=True)
        if None not in {actor.id, beside.id} and beside.id != actor.id:
            raise CredentialsDisagree
        return actor

    async def _holder(self, token: str | None, *, is_spared: bool, with_keys: bool = False) -> Actor:
        try:
            return await self._authenticate(token, with_keys=with_keys)
        except TokenInvalid:
            if is_spared:
                return VISITOR
            raise


def _bearer_token(header: str | None) -> str | None:
    if header is None:
        return None
    if not header.lower().startswith(_SCHEME):
        raise Unauthenticated
    return header[len(_SCHEME) :].strip()
