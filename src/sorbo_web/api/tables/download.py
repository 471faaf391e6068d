"""A long answer that is sent while it is made."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing

from litestar.response.base import ASGIResponse
from litestar.types import Receive, Scope, Send


class Download(ASGIResponse):
    """Sends chunks as they come, and no faster than the server takes them.

    Nothing is sent before the first chunk is there: what fails until then is answered as any error.
    What fails later breaks the connection, so that no part looks like the whole. When the client
    leaves, the chunks end where they are.

    Args:
        chunks: what is sent.
        headers: those of the answer, names in lower case.
        status: of the answer.
    """

    def __init__(
        self, chunks: AsyncGenerator[bytes, None], headers: Mapping[str, str], *, status: int = 200
    ) -> None:
        super().__init__()
        self._status = status
        self._chunks = chunks
        self._fields = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 — ASGI
        """Answer."""
        sending = asyncio.ensure_future(self._send(send))
        gone = asyncio.ensure_future(_gone(receive))
        try:
            await asyncio.wait({sending, gone}, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        finally:
            sending.cancel()
            gone.cancel()
            await asyncio.gather(sending, gone, return_exceptions=True)

    async def _send(self, send: Send) -> None:
        async with aclosing(self._chunks) as chunks:
            first = await anext(chunks, b"")
            await send({"type": "http.response.start", "status": self._status, "headers": self._fields})
            await send({"type": "http.response.body", "body": first, "more_body": True})
            async for chunk in chunks:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
