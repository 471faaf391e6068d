"""What other processes invalidate, as it comes in."""

import asyncio
from collections.abc import Callable, Collection
from typing import Protocol

from redis.asyncio import Redis
from redis.asyncio.client import PubSub

from sorbo_adapters.redis.cache import PREFIX, channel_of, tags_of
from sorbo_adapters.redis.errors import translated
from sorbo_core.shared.errors import Unavailable

_HEARTBEAT = 1.0
_LOST_AFTER = 3
"""How many heartbeats in a row may stay unanswered."""
_AGAIN_AFTER = 0.5


class Opened(Protocol):
    """Is told that messages come in from now on."""

    async def __call__(self, *, missed: bool) -> None:
        """Take note.

        Raises:
            Unavailable: not now; the connection is given up.
        """


class RedisInvalidations:
    """Listens to invalidations, and says when it cannot.

    A connection may hang without breaking; so the server is asked for a sign of life every second,
    and the connection given up when three stay unanswered.

    Args:
        client: of its own: a subscription keeps a connection for itself.
        opened: awaited when messages come in from now on; with `missed`, if some may have been lost
            because this, or an earlier connection, could not be had.
        invalidated: called with the tags of each message.
        closed: called when messages do not come in any more.
        prefix: of the channel.
    """

    def __init__(
        self,
        client: Redis,
        *,
        opened: Opened,
        invalidated: Callable[[Collection[str]], None],
        closed: Callable[[], None],
        prefix: str = PREFIX,
    ) -> None:
        self._client = client
        self._channel = channel_of(prefix)
        self._opened = opened
        self._invalidated = invalidated
        self._closed = closed
        self._missed = False

    async def listen(self) -> None:
        """Listen until cancelled, connecting again whenever the connection is lost."""
        while True:
            try:
                await self._listen_once()
            except Unavailable:
                self._missed = True
                self._closed()
                await asyncio.sleep(_AGAIN_AFTER)

    async def _listen_once(self) -> None:
        async with self._client.pubsub() as pubsub:
            try:
                with translated():
                    await pubsub.subscribe(self._channel)
                    await self._follow(pubsub)
            finally:
                self._closed()

    async def _follow(self, pubsub: PubSub) -> None:
        unanswered = 0
        while unanswered <= _LOST_AFTER:
            message = await pubsub.get_message(timeout=_HEARTBEAT)
            if message is None:
                unanswered += 1
                await pubsub.ping()
                continue
            unanswered = 0
            if message["type"] == "subscribe":
                await self._opened(missed=self._missed)
                self._missed = False
            elif message["type"] == "message":
                self._invalidated(tags_of(message["data"]))
        raise Unavailable(part="cache")
