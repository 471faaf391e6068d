"""A receiver of webhooks on this machine."""

import asyncio
import ssl
from collections.abc import Mapping
from typing import NamedTuple, Self

from aiohttp import web

HOST = "127.0.0.1"


class Received(NamedTuple):
    """A request as it arrived."""

    path: str
    headers: Mapping[str, str]
    body: bytes


class Receiver:
    """Keeps what it receives and answers as it is told.

    Attributes:
        received: the requests, oldest first.
        answer: status, header fields and body of every answer.
        answering: clear it and answers wait until it is set again.
    """

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        self.received: list[Received] = []
        self.answer: tuple[int, dict[str, str], bytes] = (204, {}, b"")
        self.answering = asyncio.Event()
        self.answering.set()
        self.arrived = asyncio.Event()
        self._tls = tls
        server = web.Server(self._handle)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        self.port = 0

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, 0, ssl_context=self._tls)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.answering.set()
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self.port}/hook"

    async def _handle(self, request: web.BaseRequest) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.received.append(Received(request.raw_path, headers, await request.read()))
        self.arrived.set()
        await self.answering.wait()
        status, fields, body = self.answer
        return web.Response(status=status, headers=fields, body=body)
