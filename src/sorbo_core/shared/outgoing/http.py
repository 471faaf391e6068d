"""Requests to addresses that somebody else chose: what may be called, and the port that calls it.

Every such URL is held to one policy, before a name is resolved and again with each address that the
name turns out to have.
"""

import re
from abc import abstractmethod
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NoReturn, Protocol
from urllib.parse import urlsplit

import msgspec

from sorbo_core.shared.errors import Invalid, Violation

_MAX_URL = 2000
_VISIBLE = re.compile(r"[\x21\x23-\x5b\x5d\x5f\x61-\x7a\x7e]+\Z")
_NAME = re.compile(r"([a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\Z")
# "Ends in a number" of the URL standard: some resolvers read 0x7f.1 or 2130706433 as an address.
_NUMERIC = re.compile(r"(.*\.)?(\d+|0x[0-9a-f]*)\Z")
_DEFAULT_PORTS = {"https": 443, "http": 80}
_GLOBAL_V6 = ip_network("2000::/3")
# Not for everybody, though `ipaddress` of some Python versions calls them global: IETF assignments
# and the metadata in them, documentation, relays into IPv4, and the host services of Azure.
_SPECIAL = tuple(
    map(
        ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "2001::/23", "2002::/16", "3fff::/20"),
    )
)


class UrlRefused(Invalid):
    """The service does not call this URL; the violation says why."""

    code = "url_refused"


class OutboundPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """Which URLs may be called.

    Attributes:
        schemes: how.
        ports: where; empty for any.
        anywhere: also this machine and private networks, for development.
    """

    schemes: tuple[str, ...] = ("https",)
    ports: frozenset[int] = frozenset({80, 443, 8443})
    anywhere: bool = False

    def accept(self, url: str, *, pointer: str = "/url") -> str:
        """Return the URL as it is called: scheme and host in lower case, nothing left to guess.

        A host that is an address is checked as one; a name is checked once it is resolved.

        Raises:
            UrlRefused: it is not one, or not one that may be called; the violation is at `pointer`.
        """
        if len(url) > _MAX_URL or not _VISIBLE.match(url):
            _refuse("url_unreadable", pointer)
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            _refuse("url_unreadable", pointer)
        if parts.scheme not in self.schemes:
            _refuse("url_scheme", pointer, allowed=", ".join(self.schemes))
        if "@" in parts.netloc or "#" in url:
            _refuse("url_credentials", pointer)
        if "[" in parts.netloc or _NUMERIC.match(host):
            host = self._literal(host, pointer)
        else:
            self._check_name(host, pointer)
        called = _DEFAULT_PORTS[parts.scheme] if port is None else port
        if called == 0 or (self.ports and called not in self.ports):
            _refuse("url_port", pointer, allowed=", ".join(map(str, sorted(self.ports))) or "1–65535")
        place = host if port is None else f"{host}:{port}"
        query = f"?{parts.query}" if parts.query else ""
        return f"{parts.scheme}://{place}{parts.path or '/'}{query}"

    def check_address(self, address: str, *, pointer: str = "/url") -> None:
        """Return only when this IP address may be called.

        Raises:
            UrlRefused: it is not an address of a public host.
        """
        if self.anywhere:
            return
        try:
            public = _is_public(ip_address(address))
        except ValueError:
            public = False
        if not public:
            _refuse("url_address", pointer)

    def _check_name(self, host: str, pointer: str) -> None:
        if not _NAME.match(host):
            _refuse("url_unreadable", pointer)
        if "." not in host and not self.anywhere:
            _refuse("url_address", pointer)

    def _literal(self, host: str, pointer: str) -> str:
        try:
            address = ip_address(host)
        except ValueError:
            _refuse("url_unreadable", pointer)
        if "%" in host:
            _refuse("url_unreadable", pointer)
        self.check_address(host, pointer=pointer)
        return f"[{address}]" if address.version == 6 else str(address)  # noqa: PLR2004 — IPv6


IN_DEVELOPMENT = OutboundPolicy(schemes=("https", "http"), ports=frozenset(), anywhere=True)
"""Calls whatever runs on the developer's machine."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What the other side answered.

    Attributes:
        retry_after: its Retry-After field, as it came.
        excerpt: how its body starts.
    """

    status: int
    retry_after: str | None = None
    excerpt: str = ""


class OutboundHttp(Protocol):
    """Calls URLs that somebody else chose."""

    @abstractmethod
    async def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> Reply:
        """Send the body and return the answer, whatever its status; redirects are not followed.

        The connection is made to an address that was checked, not to what a second look at the
        name would give. It ends after 15 seconds, and reads no more of the answer than its start.

        Raises:
            UrlRefused: the URL, or an address of its host, may not be called.
            Deferred: there was no answer: no such host, no connection, bad certificate, too slow.
        """


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if address.is_multicast or not address.is_global:
        return False
    # Outside 2000::/3 there is nothing to call, and much that stands for an IPv4 address.
    if isinstance(address, IPv6Address) and address not in _GLOBAL_V6:
        return False
    return not any(address in network for network in _SPECIAL)


def _refuse(code: str, pointer: str, **params: str) -> NoReturn:
    raise UrlRefused(Violation(pointer, code, {**params})) from None
