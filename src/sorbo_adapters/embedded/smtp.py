"""A local SMTP server that sends nothing on: it keeps every mail as a file."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self, cast

from aiosmtpd.smtp import SMTP, Envelope, Session

from sorbo_adapters.embedded.errors import PartBroken
from sorbo_adapters.embedded.inbox import new_name
from sorbo_adapters.embedded.ports import LOCALHOST


class SmtpCatcher:
    """An SMTP server on the local interface, in the running event loop, for any sender and recipient.

    Args:
        folder: where the mails go, one file each, whole or not at all; it exists.
        port: where it listens.
    """

    title: ClassVar[str] = "SMTP"
    host: ClassVar[str] = LOCALHOST

    def __init__(self, *, folder: Path, port: int) -> None:
        self._folder = folder
        self.port = port
        self._server: asyncio.Server | None = None
        self._open: set[_Connection] = set()

    @property
    def url(self) -> str:
        """Where clients reach it."""
        return f"smtp://{self.host}:{self.port}"

    async def start(self) -> None:
        """Listen.

        Raises:
            PartBroken: the port is taken.
        """
        loop = asyncio.get_running_loop()
        try:
            self._server = await loop.create_server(
                lambda: _Connection(self, self._open), self.host, self.port
            )
        except OSError as error:
            message = f"The mail catcher cannot listen on port {self.port}: {error.strerror}; start again."
            raise PartBroken(message) from error

    async def stop(self) -> None:
        """Listen no longer and drop whoever is connected."""
        if self._server is None:
            return
        self._server.close()
        for connection in tuple(self._open):
            connection.drop()
        await self._server.wait_closed()
        self._server = None

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 — aiosmtpd's name
        """Keep the mail, then say so."""
        content = envelope.original_content or b""
        try:
            name = await asyncio.to_thread(self._keep, content)
        except OSError as error:
            return f"451 4.3.0 Not kept: {error.strerror}"
        return f"250 2.0.0 Kept as {name}"

    def _keep(self, content: bytes) -> str:
        name = new_name(datetime.now(UTC))
        draft = self._folder / f"{name}.draft"
        draft.write_bytes(content)
        draft.replace(self._folder / name)
        return name

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()


class _Connection(SMTP):
    def __init__(self, catcher: SmtpCatcher, open_connections: "set[_Connection]") -> None:
        # Naming the host spares a look-up of this machine's name at every connection.
        super().__init__(catcher, hostname="localhost", enable_SMTPUTF8=True, loop=asyncio.get_running_loop())
        self._open = open_connections

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._open.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self._open.discard(self)

    def drop(self) -> None:
        # uvloop's transports derive from none of asyncio's classes.
        cast("asyncio.Transport", self.transport).abort()
