"""Who asks: by a bearer token or by a cookie, and whether a page may send that cookie."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection

from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.sessions.errors import CredentialsDisagree, OriginRefused
from sorbo_core.identity.use_cases.authenticate import Authenticate
from sorbo_core.shared.actor import VISITOR, Actor
from sorbo_core.shared.errors import Unauthenticated
from sorbo_web.api.cookies import ACCESS_COOKIE, REFRESH_COOKIE, given

Connection = ASGIConnection[Any, Any, Any, Any]

_SCHEME = "bearer "
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


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
        authenticate: tells the holder of an access token.
        pages: may send cookies with writes.
    """

    def __init__(self, *, authenticate: Authenticate, pages: Pages) -> None:
        self._authenticate = authenticate
        self._pages = pages

    async def actor(self, connection: Connection, *, is_public: bool) -> Actor:
        """Return who asks. A bearer token counts before a cookie.

        A browser sends the cookies that it has, good or not: on public routes one that is over is
        none. A bearer token that is over is an error everywhere.

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
            if has_cookie and connection.scope.get("method") not in _SAFE:
                self._pages.check(connection)
            return await self._by_cookie(cookie, is_optional=is_public)
        actor = await self._authenticate(token)
        beside = await self._by_cookie(cookie, is_optional=True)
        if beside.id not in {None, actor.id}:
            raise CredentialsDisagree
        return actor

    async def _by_cookie(self, cookie: str | None, *, is_optional: bool) -> Actor:
        try:
            return await self._authenticate(cookie)
        except TokenInvalid:
            if is_optional:
                return VISITOR
            raise


def _bearer_token(header: str | None) -> str | None:
    if header is None:
        return None
    if not header.lower().startswith(_SCHEME):
        raise Unauthenticated
    return header[len(_SCHEME) :].strip()
