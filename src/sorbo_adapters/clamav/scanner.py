"""A scanner that asks clamd: `INSTREAM` over TCP or a Unix socket, one connection for each file."""

import asyncio
import re
from asyncio import StreamReader, StreamWriter
from contextlib import closing
from pathlib import Path

from sorbo_core.files.inspection import Scanner, Verdict
from sorbo_core.shared.errors import Unavailable

_PART = "clamav"
_CHUNK = 65_536
_MOST_ANSWER = 4_096
_LENGTH_BYTES = 4
_FOUND = re.compile(r"\Astream: (?P<threat>.+) FOUND\Z")
_CLEAN = "stream: OK"
_PORT = 3310


class ClamavScanner(Scanner):
    """Streams files to clamd. It need not see our disk.

    Anything but a plain verdict is none: a file that clamd finds too long (`StreamMaxLength`) stays unknown.

    Args:
        address: `host:port`, or the path of a socket.
        within: seconds for one file.
    """

    def __init__(self, address: str, *, within: float = 120) -> None:
        self._address = address
        self._within = within

    async def scan(self, path: Path) -> Verdict:
        try:
            async with asyncio.timeout(self._within):
                said = await self._asked(path)
        except (OSError, TimeoutError) as error:
            raise Unavailable(part=_PART) from error
        found = _FOUND.match(said)
        if found is not None:
            return Verdict(threat=found["threat"])
        if said != _CLEAN:
            raise Unavailable(part=_PART)
        return Verdict()

    async def ping(self) -> None:
        """Ask clamd whether it is there.

        Raises:
            Unavailable: it does not answer.
        """
        try:
            reader, writer = await self._connected()
            with closing(writer):
                writer.write(b"zPING\0")
                said = await reader.read(_MOST_ANSWER)
        except OSError as error:
            raise Unavailable(part=_PART) from error
        if not said.startswith(b"PONG"):
            raise Unavailable(part=_PART)

    async def _asked(self, path: Path) -> str:
        # Opened first: a file that is not there is our fault and not clamd's.
        file = await asyncio.to_thread(path.open, "rb")
        with closing(file):
            reader, writer = await self._connected()
            try:
                writer.write(b"zINSTREAM\0")
                while chunk := await asyncio.to_thread(file.read, _CHUNK):
                    writer.write(len(chunk).to_bytes(_LENGTH_BYTES, "big") + chunk)
                    await writer.drain()
                writer.write(bytes(_LENGTH_BYTES))
                await writer.drain()
                answer = await reader.readuntil(b"\0")
            except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
                raise ConnectionError from error
            finally:
                writer.close()
        return answer.rstrip(b"\0").decode(errors="replace")

    async def _connected(self) -> tuple[StreamReader, StreamWriter]:
        if "/" in self._address:
            return await asyncio.open_unix_connection(self._address, limit=_MOST_ANSWER)
        host, _, port = self._address.rpartition(":")
        return await asyncio.open_connection(
            host.strip("[]"), int(port) if port.isdigit() else _PORT, limit=_MOST_ANSWER
        )
