"""The connection to Redis or Valkey."""

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.maint_notifications import MaintNotificationsConfig

from sorbo_adapters.redis.errors import translated

_PATIENCE = 1.0
"""Seconds to wait for a connection, for a free one in the pool, and for an answer."""


def connect(url: str, *, ca_file: str | None = None, size: int = 20) -> Redis:
    """Return a client for commands that answer at once; it connects when it is first used.

    Nothing is retried: a command that timed out may have run, and would run twice. A connection
    that the server closed meanwhile is replaced before a command is sent on it.

    Args:
        url: `redis://` or `rediss://` (TLS) with user and password; its query wins over the rest.
        ca_file: certificates (PEM) that the server's is checked against instead of the system's.
        size: connections kept at most; who finds none free waits a second, then fails.

    Raises:
        ValueError: the URL is none that Redis clients know.
    """
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=size,
        timeout=_PATIENCE,
        socket_timeout=_PATIENCE,
        socket_connect_timeout=_PATIENCE,
        retry=Retry(NoBackoff(), 0),
        maint_notifications_config=MaintNotificationsConfig(enabled=False),
        **({"ssl_ca_certs": ca_file} if ca_file and url.startswith("rediss:") else {}),
    )
    return Redis.from_pool(pool)


async def ping(client: Redis) -> None:
    """Return once the server has answered.

    Raises:
        Unavailable: it does not.
    """
    with translated():
        await client.ping()
