"""Requests to addresses that somebody else chose, over aiohttp."""

import asyncio
import ssl
from collections.abc import Mapping

import aiohttp
from yarl import URL

from sorbo_adapters.http.errors import translated
from sorbo_adapters.http.resolver import CheckedResolver, Lookup, system_lookup
from sorbo_core.shared.outgoing.http import OutboundHttp, OutboundPolicy, Reply

_MOST_READ = 1024
_MAX_HEADER = 8190


class GuardedHttp(OutboundHttp):
    """Calls what the policy allows.

    Each request has a connection of its own, since one that the receiver closes in the moment of
    its next use would pass for a failure. No proxy of the environment is used: it would resolve
    names by itself.

    Args:
        policy: which URLs may be called.
        user_agent: who calls.
        seconds: that a request may take, from the look at the name to the start of the answer's body.
        lookup: resolves names.
        tls: whose certificates are trusted; the system's by default.
    """

    def __init__(
        self,
        *,
        policy: OutboundPolicy,
        user_agent: str,
        seconds: float = 15,
        lookup: Lookup = system_lookup,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._policy = policy
        self._user_agent = user_agent
        self._seconds = seconds
        self._lookup = lookup
        self._tls = tls or ssl.create_default_context()
        self._session: aiohttp.ClientSession | None = None

    async def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> Reply:
        # As it is: yarl would write parts of it in another way.
        accepted = URL(self._policy.accept(url), encoded=True)
        with translated():
            async with (
                asyncio.timeout(self._seconds),
                self._opened().post(accepted, headers=headers, data=body, allow_redirects=False) as answer,
            ):
                start = await answer.content.read(_MOST_READ)
                return Reply(
                    status=answer.status,
                    retry_after=answer.headers.get("Retry-After"),
                    excerpt=start.decode("utf-8", "replace"),
                )

    async def close(self) -> None:
        """Close the client."""
        if self._session is not None:
            await self._session.close()

    def _opened(self) -> aiohttp.ClientSession:
        """Return the session, opened when it is first used: it belongs to the running loop."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                resolver=CheckedResolver(self._policy, self._lookup),
                use_dns_cache=False,
                force_close=True,
                limit=0,
                ssl=self._tls,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self._user_agent},
                auto_decompress=False,
                timeout=aiohttp.ClientTimeout(total=None),
                max_field_size=_MAX_HEADER,
                trust_env=False,
            )
        return self._session
