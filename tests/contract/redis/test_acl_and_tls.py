import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import quote, urlsplit
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from sorbo_adapters.redis.client import connect, ping
from sorbo_adapters.redis.queue import DocketQueue
from sorbo_adapters.redis.rate_limits import RedisRateLimiter
from sorbo_core.delivery.queue import Task
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.ports import Limit
from sorbo_web.wiring.background.ending import ended
from support.tls_proxy import Certificate, tls_proxy

PASSWORD = "p@ss:word/é?#"
LIMIT = Limit(2, 60)


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return Certificate(tmp_path)


@pytest.fixture
def prefix() -> str:
    return f"test-{uuid4().hex}"


@pytest.fixture
async def user(valkey_url: str, prefix: str) -> AsyncIterator[str]:
    """A user who may use keys of the prefix only, and nothing that runs the server."""
    async with Redis.from_url(valkey_url) as admin:
        await admin.acl_setuser(
            prefix,
            enabled=True,
            passwords=[f"+{PASSWORD}"],
            keys=[f"{prefix}:*"],
            # The last one literally, asterisk included: the queue subscribes to this pattern.
            channels=[f"{prefix}:*", f"{prefix}:queue:cancel:*"],
            categories=["+@all", "-@admin", "-@dangerous"],
        )
        yield prefix
        await admin.acl_deluser(prefix)


@pytest.fixture
async def tls_port(valkey_url: str, certificate: Certificate) -> AsyncIterator[int]:
    async with tls_proxy(urlsplit(valkey_url).port or 6379, certificate) as port:
        yield port


def url_of(user: str, port: int, *, password: str = PASSWORD, scheme: str = "rediss") -> str:
    return f"{scheme}://{user}:{quote(password, safe='')}@localhost:{port}/0"


@pytest.fixture
async def connections() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


async def test_a_restricted_user_counts_hits_over_tls(
    user: str, tls_port: int, certificate: Certificate, connections: AsyncExitStack
) -> None:
    client = connect(url_of(user, tls_port), ca_file=str(certificate.file))
    await connections.enter_async_context(client)
    limiter = RedisRateLimiter(client=client, prefix=f"{user}:limits")

    quotas = [await limiter.hit("visitor", LIMIT) for _ in range(3)]

    await ping(client)
    assert [quota.allowed for quota in quotas] == [True, True, False]


async def test_the_certificates_may_also_be_named_in_the_url(
    user: str, tls_port: int, certificate: Certificate, connections: AsyncExitStack
) -> None:
    client = connect(f"{url_of(user, tls_port)}?ssl_ca_certs={quote(str(certificate.file))}")
    await connections.enter_async_context(client)

    await ping(client)


@pytest.mark.parametrize(
    ("password", "scheme", "trusted"),
    [("wrong", "rediss", True), (PASSWORD, "rediss", False), (PASSWORD, "redis", True)],
    ids=["a wrong password", "a certificate that nobody vouches for", "no TLS"],
)
async def test_a_connection_that_is_refused_is_unavailable(
    *,
    password: str,
    scheme: str,
    trusted: bool,
    user: str,
    tls_port: int,
    certificate: Certificate,
    connections: AsyncExitStack,
) -> None:
    url = url_of(user, tls_port, password=password, scheme=scheme)
    client = connect(url, ca_file=str(certificate.file) if trusted else None)
    await connections.enter_async_context(client)

    with pytest.raises(Unavailable) as caught:
        await RedisRateLimiter(client=client, prefix=user).hit("visitor", LIMIT)

    assert caught.value.part == "cache"
    assert password not in f"{caught.value!r} {caught.value.__cause__!r}"


async def test_keys_outside_the_users_pattern_are_unavailable(
    user: str, tls_port: int, certificate: Certificate, connections: AsyncExitStack
) -> None:
    client = connect(url_of(user, tls_port), ca_file=str(certificate.file))
    await connections.enter_async_context(client)

    with pytest.raises(Unavailable):
        await RedisRateLimiter(client=client, prefix="others").hit("visitor", LIMIT)


async def test_a_restricted_user_puts_tasks_and_does_them_over_tls(
    user: str, tls_port: int, certificate: Certificate
) -> None:
    done = asyncio.Event()

    async def handler(*_: str) -> None:
        done.set()

    url = f"{url_of(user, tls_port)}?ssl_ca_certs={quote(str(certificate.file))}"
    queue = DocketQueue(url, name=f"{user}:queue")
    working = asyncio.create_task(queue.work({"do": handler}))
    async with asyncio.timeout(20):
        await queue.put(Task(name="do"))
        await done.wait()
    await ended(working, patience=10)
    await queue.close()
