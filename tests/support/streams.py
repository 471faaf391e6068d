"""Long answers, taken chunk by chunk, and lists that are longer than memory."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from litestar.types import ASGIApp, HTTPScope

from sorbo_adapters.memory.contact import MemoryDemandes
from sorbo_core.contact.demande import Demande
from sorbo_core.shared.errors import Unavailable
from sorbo_core.shared.query import ListQuery, Page
from support.asgi import scope_of
from support.build import demande

_FULL = "Pouvez-vous nous envoyer un devis ? " * 10


class LongList(MemoryDemandes):
    """So many demandes, each made when its page is read.

    Attributes:
        read: how many pages have been.
        fails_at: the page whose read fails, if any.
    """

    def __init__(self, length: int, *, fails_at: int | None = None) -> None:
        super().__init__()
        self.length = length
        self.fails_at = fails_at
        self.read = 0

    async def list(self, query: ListQuery) -> Page[Demande]:
        if self.read == self.fails_at:
            raise Unavailable(part="database")
        self.read += 1
        first = int(str(query.after[0])) + 1 if query.after else 0
        last = min(first + query.limit, self.length)
        await asyncio.sleep(0)
        items = tuple(demande(id=f"d{number}", message=_FULL) for number in range(first, last))
        return Page(items, (last - 1,) if last < self.length else None)


class Taker:
    """A client that takes an answer chunk by chunk.

    Args:
        each: called with every chunk.
        leaves_after: how many chunks it takes before it goes away; all of them if None.
    """

    def __init__(self, each: Callable[[bytes], None], *, leaves_after: int | None = None) -> None:
        self._each = each
        self._leaves_after = leaves_after
        self._gone = asyncio.Event()
        self._asked = False
        self.status = 0
        self.chunks = 0
        self.complete = False

    async def get(self, app: ASGIApp, path: str, token: str) -> None:
        """Ask for a path with a query string, and take what comes."""
        path, _, query = path.partition("?")
        headers = [(b"authorization", f"Bearer {token}".encode())]
        scope = cast("HTTPScope", {**scope_of("GET", path, headers), **_server(path, query)})
        await app(scope, cast("Any", self._receive), cast("Any", self._send))

    async def _receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            return
        self.complete = not message.get("more_body", False)
        if message.get("body"):
            self.chunks += 1
            self._each(message["body"])
        if self.chunks == self._leaves_after:
            self._gone.set()
        await asyncio.sleep(0)


def _server(path: str, query: str) -> dict[str, Any]:
    return {
        "query_string": query.encode(),
        "raw_path": path.encode(),
        "root_path": "",
        "http_version": "1.1",
        "scheme": "https",
        "server": ("api.example.com", 443),
    }
