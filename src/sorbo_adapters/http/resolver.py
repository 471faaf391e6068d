"""Names resolved to addresses that were checked."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

from aiohttp.abc import AbstractResolver, ResolveResult

from sorbo_core.shared.outgoing.http import OutboundPolicy

Lookup = Callable[[str], Awaitable[list[str]]]
"""Returns the IP addresses of a host name; raises OSError when there are none."""


class CheckedResolver(AbstractResolver):
    """Gives the connector the addresses of a host, each checked.

    The connector connects to these very addresses: a name that means another machine a moment
    later (DNS rebinding) changes nothing. One address that may not be called refuses the host.
    """

    def __init__(self, policy: OutboundPolicy, lookup: Lookup) -> None:
        self._policy = policy
        self._lookup = lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the checked addresses of a host.

        Raises:
            UrlRefused: one of them may not be called.
            OSError: there are none.
        """
        addresses = await self._lookup(host)
        for address in addresses:
            self._policy.check_address(address)
        return [_result(host, address, port) for address in addresses if _fits(address, family)]

    async def close(self) -> None:
        """Do nothing: nothing is held."""


async def system_lookup(host: str) -> list[str]:
    """Ask the system for the addresses of a host, each once, the preferred one first."""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def _fits(address: str, family: socket.AddressFamily) -> bool:
    return family in (socket.AF_UNSPEC, _family(address))


def _result(host: str, address: str, port: int) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=address,
        port=port,
        family=_family(address),
        proto=0,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )
