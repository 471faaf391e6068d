"""A local Valkey, or Redis, that keeps its data in an append-only file."""

from typing import ClassVar

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError

from sorbo_adapters.embedded.ports import LOCALHOST
from sorbo_adapters.embedded.server import Server


class Valkey(Server):
    """Valkey; what it acknowledged survives its being killed."""

    title: ClassVar[str] = "Valkey"

    @property
    def url(self) -> str:
        return f"redis://{LOCALHOST}:{self.port}/0"

    def _options(self) -> list[str]:
        settings = {
            "port": str(self.port),
            "bind": LOCALHOST,
            "dir": str(self._folder),
            "appendonly": "yes",
            "save": "",
        }
        return [word for name, value in settings.items() for word in (f"--{name}", value)]

    async def _answering_pid(self) -> int | None:
        retry = Retry(NoBackoff(), 0)
        try:
            async with Redis(host=LOCALHOST, port=self.port, retry=retry, socket_timeout=5) as client:
                about = await client.info("server")
        except RedisConnectionError:
            return None
        return int(about["process_id"])
