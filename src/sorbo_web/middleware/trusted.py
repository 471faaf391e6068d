"""Proxies in front: what others say they were told by one is not believed."""

from collections.abc import Collection
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from litestar.types import ASGIApp, HTTPScope, Receive, Send

from sorbo_web.middleware.layer import Layer, client_address
from sorbo_web.middleware.request_id import HEADER

_SAID = frozenset(
    {HEADER, b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded", b"x-real-ip"}
)


class TrustedPeers(Layer):
    """Takes away what only proxies may say (X-Request-Id, forwarding fields) where no trusted one says it.

    It stands in front of whatever reads these fields, and sees who is really connected.

    Args:
        app: behind it.
        trusted: addresses, networks or names of proxies; `*` for every peer.
    """

    def __init__(self, app: ASGIApp, *, trusted: Collection[str]) -> None:
        super().__init__(app)
        self._everybody = "*" in trusted
        self._names = frozenset(trusted)
        self._networks = [network for each in trusted if (network := _network(each)) is not None]
        self._is_trusted = lru_cache(1024)(self._judge)

    async def handle(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Pass the request on, without what its peer must not say."""
        if not self._is_trusted(client_address(scope)):
            kept = [field for field in scope["headers"] if field[0] not in _SAID]
            if len(kept) < len(list(scope["headers"])):
                scope["headers"] = kept
        await self._app(scope, receive, send)

    def _judge(self, address: str) -> bool:
        if self._everybody or address in self._names:
            return True
        try:
            parsed = ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)


def _network(text: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None
