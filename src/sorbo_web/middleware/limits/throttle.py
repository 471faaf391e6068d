"""Which limits a request counts against."""

from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network

import msgspec
from litestar.types import HTTPScope

from sorbo_core.shared.errors import TooMany, Unavailable
from sorbo_core.shared.ports import Limit, LocalRateLimiter, Quota, RateLimiter
from sorbo_web.middleware.layer import SAFE_METHODS, client_address, normal_path

_NETWORK_BITS = 64
LOGIN_PATH = "/api/v1/auth/login"
# Each costs a password hash or a mail, or tells whether a guess was right.
GUARDED_PATHS = frozenset(
    {
        LOGIN_PATH,
        "/api/v1/auth/register",
        "/api/v1/auth/register/confirm",
        "/api/v1/auth/password/forgotten",
        "/api/v1/auth/password/reset",
        "/api/v1/auth/email/confirm",
        "/api/v1/auth/me/password",
        "/api/v1/auth/me/email",
        f"{LOGIN_PATH}/second-factor",
        "/api/v1/auth/me/second-factor",
        "/api/v1/auth/me/second-factor/confirm",
        "/api/v1/auth/me/second-factor/disable",
        "/api/v1/invitations/accept",
        "/api/admin/auth/login",
    }
)
INCOMING_PATH = "/api/v1/incoming-webhooks"
ONE_CLICK_PATH = "/api/v1/abonnes/unsubscribe"
_FROM_MACHINES = (f"{INCOMING_PATH}/", f"{ONE_CLICK_PATH}/")
# Each open tab of the existing site asks the last one every half minute; an office has one address.
EXEMPT_PATHS = frozenset({"/health/live", "/health/ready", "/metrics", "/api/health"})


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one client may ask for. A login counts as a write as well; a webhook that it sends us does not.

    A sender of webhooks sends many at once from few addresses: what happened, happened. So does a
    mail provider whose users leave the newsletter.

    Attributes:
        form: what visitors write, by address.
        mailbox: what visitors write in the name of one mail address.
        account: writes, by compte or key, from wherever.
        export: lists as files, by compte or key.
        upload: files, by compte or key, or by a visitor's address.
    """

    read: Limit = Limit(600, 60)
    write: Limit = Limit(60, 60)
    login: Limit = Limit(10, 60)
    form: Limit = Limit(20, 60)
    mailbox: Limit = Limit(20, 3600)
    account: Limit = Limit(300, 60)
    export: Limit = Limit(20, 60)
    upload: Limit = Limit(60, 60)
    incoming: Limit = Limit(3000, 60)


class Hit(msgspec.Struct, frozen=True):
    """One limit that a request counted against, and what it said."""

    name: str
    limit: Limit
    quota: Quota

    @property
    def refusal(self) -> TooMany | None:
        """Why the request is refused, if it is."""
        return None if self.quota.allowed else TooMany(retry_after=max(1, self.quota.reset_after))


class Throttle:
    """Counts requests by client: an IPv4 address, or the /64 network of an IPv6 address.

    Reads are counted by the `local` limiter, each process for itself; everything else by the
    `shared` one, exactly. While that one is away they are counted locally too: a client then has
    the limit once per process, and is neither refused nor let through without one.
    """

    def __init__(self, *, local: LocalRateLimiter, shared: RateLimiter, limits: Limits) -> None:
        self._local = local
        self._shared = shared
        self._limits = limits

    @property
    def limits(self) -> Limits:
        """What may be asked for."""
        return self._limits

    async def hit(self, scope: HTTPScope) -> tuple[Hit, ...]:
        """Count a request and return what each of its limits said, the refusing one last; empty if exempt."""
        method, path = scope["method"], scope["path"]
        if method in SAFE_METHODS:
            if path in EXEMPT_PATHS:
                return ()
            return (Hit("read", self._limits.read, self._read(scope)),)
        client = subject_of(client_address(scope))
        posted_to = normal_path(path) if method == "POST" else ""
        if posted_to.startswith(_FROM_MACHINES):
            return (await self.exact("incoming", self._limits.incoming, client),)
        write = await self.exact("write", self._limits.write, client)
        if not (write.quota.allowed and posted_to in GUARDED_PATHS):
            return (write,)
        return (write, await self.exact("login", self._limits.login, client))

    def passes(self, scope: HTTPScope) -> bool:
        """Count a read, and tell whether it is within the limit; one that is not, is not counted."""
        return self._read(scope).allowed

    def _read(self, scope: HTTPScope) -> Quota:
        return self._local.count(f"read:{subject_of(client_address(scope))}", self._limits.read)

    async def exact(self, name: str, limit: Limit, client: str) -> Hit:
        """Count a hit over all processes, or in this one while the others cannot be asked."""
        key = f"{name}:{client}"
        try:
            quota = await self._shared.hit(key, limit)
        except Unavailable:
            quota = self._local.count(key, limit)
        return Hit(name, limit, quota)


@lru_cache(4096)
def subject_of(address: str) -> str:
    """Return who is counted for an address: itself, or its network."""
    if ":" not in address:
        return address
    try:
        parsed = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((parsed, _NETWORK_BITS), strict=False))
