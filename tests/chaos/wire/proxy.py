"""A proxy that reads along, and can hold a connection at a moment that it recognises."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager, closing, suppress
from typing import Self

from chaos.wire.moments import Watch
from chaos.wire.piece import Piece, Wire
from chaos.wire.sockets import owner_of
from sorbo_adapters.embedded.ports import LOCALHOST, free_port

_CHUNK = 1 << 16


class Proxy:
    """Stands between our processes and one server.

    Args:
        server: the server's port.
        wire: makes what reads along on a new connection of this process.
        watch: says which moment to hold.
        ours: returns the processes that may connect.
    """

    def __init__(
        self,
        server: int,
        wire: Callable[[int | None], Wire],
        *,
        watch: Watch,
        ours: Callable[[], AbstractSet[int]],
    ) -> None:
        self.port = free_port()
        self._server_port = server
        self._wire = wire
        self._watch = watch
        self._ours = ours
        self._links: set[asyncio.Task[None]] = set()
        self._listener: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen."""
        self._listener = await asyncio.start_server(self._accept, LOCALHOST, self.port)

    async def close(self) -> None:
        """Listen no longer, and cut what is connected: to our processes the server has gone."""
        assert self._listener is not None
        self._listener.close()
        for link in self._links:
            link.cancel()
        await asyncio.gather(*self._links, return_exceptions=True)
        await self._listener.wait_closed()

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Refuse connections for a while, as a server that does not run."""
        await self.close()
        yield
        await self.open()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = asyncio.get_running_loop().create_task(self._link(reader, writer))
        self._links.add(link)
        link.add_done_callback(self._links.discard)

    async def _link(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A process that is killed leaves connections that are reset.
        with suppress(OSError), closing(writer):
            port = writer.get_extra_info("peername")[1]
            pid = owner_of(port, to=self.port, among=self._ours())
            wire = self._wire(pid)
            back_reader, back_writer = await asyncio.open_connection(LOCALHOST, self._server_port)
            with closing(back_writer):
                ways = [
                    asyncio.create_task(self._pump(reader, back_writer, wire.sent, pid)),
                    asyncio.create_task(self._pump(back_reader, writer, wire.answered, pid)),
                ]
                try:
                    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for way in ways:
                        way.cancel()
                    await asyncio.gather(*ways, return_exceptions=True)

    async def _pump(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        cut: Callable[[bytes], Iterator[Piece]],
        pid: int | None,
    ) -> None:
        while data := await reader.read(_CHUNK):
            for piece in cut(data):
                trap = self._watch.caught(piece.moment) if piece.moment and pid is not None else None
                if trap is not None and pid is not None:
                    trap.sprung.set_result(pid)
                    await trap.released.wait()
                    return
                writer.write(piece.data)
                await writer.drain()
