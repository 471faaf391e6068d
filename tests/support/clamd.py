"""A server that speaks clamd's protocol and knows one threat: EICAR's test file."""

import asyncio
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

# In two parts, or scanners would find it here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """What it was sent, and how much it takes.

    Args:
        most_bytes: `StreamMaxLength`.
    """

    def __init__(self, most_bytes: int = 25_000_000) -> None:
        self.most_bytes = most_bytes
        self.streamed: list[bytes] = []

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Answer one connection: `zINSTREAM`, chunks behind their length, an empty one."""
        try:
            command = await reader.readuntil(b"\0")
            answer = b"PONG" if command == b"zPING\0" else await self._instream(reader)
            writer.write(answer + b"\0")
            await writer.drain()
        except (IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _instream(self, reader: StreamReader) -> bytes:
        received = bytearray()
        while length := int.from_bytes(await reader.readexactly(4), "big"):
            received += await reader.readexactly(length)
            if len(received) > self.most_bytes:
                return b"INSTREAM size limit exceeded. ERROR"
        self.streamed.append(bytes(received))
        return b"stream: Win.Test.EICAR_HDB-1 FOUND" if EICAR in received else b"stream: OK"


@asynccontextmanager
async def clamd_over_tcp(clamd: Clamd) -> AsyncIterator[str]:
    """Serve on a free port; yields `host:port`."""
    server = await asyncio.start_server(clamd.serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"127.0.0.1:{port}"


@asynccontextmanager
async def clamd_over_socket(clamd: Clamd, path: Path) -> AsyncIterator[str]:
    """Serve on a Unix socket; yields its path."""
    server = await asyncio.start_unix_server(clamd.serve, path)
    async with server:
        yield str(path)
