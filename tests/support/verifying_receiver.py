"""A receiver of webhooks on the standardwebhooks package, which knows nothing of this service."""

import asyncio
from collections import Counter
from typing import Self

from aiohttp import web
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from sorbo_adapters.embedded.ports import free_port

HOST = "127.0.0.1"
_REFUSED, _TAKEN = 401, 204


class VerifyingReceiver:
    """Takes what one of the secrets that it trusts has signed, and refuses everything else.

    Attributes:
        trusted: the secrets; what any of them has signed is taken.
        taken: how often each `webhook-id` was taken.
        refused: ids of messages without a good signature.
        open: ids of the messages that have arrived and are not answered yet.
        answering: clear it and answers wait until it is set again.
    """

    def __init__(self) -> None:
        self.trusted: list[str] = []
        self.taken: Counter[str] = Counter()
        self.refused: list[str] = []
        self.open: set[str] = set()
        self.answering = asyncio.Event()
        self.answering.set()
        self._port = free_port()
        self._runner: web.ServerRunner | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self._port}/hook"

    async def start(self) -> None:
        """Listen, at the same address each time."""
        self._runner = web.ServerRunner(web.Server(self._handle), shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()

    async def stop(self) -> None:
        """Refuse connections."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.answering.set()
        await self.stop()

    async def _handle(self, request: web.BaseRequest) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        id, body = headers["webhook-id"], await request.read()
        if not any(_verifies(secret, headers, body) for secret in self.trusted):
            self.refused.append(id)
            return web.Response(status=_REFUSED)
        self.taken[id] += 1
        self.open.add(id)
        await self.answering.wait()
        self.open.discard(id)
        return web.Response(status=_TAKEN)


def _verifies(secret: str, headers: dict[str, str], body: bytes) -> bool:
    try:
        Webhook(secret).verify(body, headers)
    except WebhookVerificationError:
        return False
    return True
