"""Connections to the mail server, kept for the next mail."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from aiosmtplib import SMTP, SMTPException, SMTPRecipientsRefused, SMTPResponseException

# The server has said what it thinks of a mail; the connection itself is well.
_ANSWERED = (SMTPResponseException, SMTPRecipientsRefused)
_CHECK, _FAREWELL = 2.0, 1.0
"""Seconds to wait for the answers to RSET and to QUIT."""
_PATIENCE = 4.0
"""Seconds to wait for a connection that is free."""


class SmtpConnections:
    """A bounded number of connections, opened when they are needed and used again while they last.

    One that was kept has to answer RSET before it is used again. Those that nobody needs any more,
    and those that have carried many mails, take their leave with QUIT.

    Args:
        client: returns a client that is not connected yet.
        timeout: seconds that a connection may be used for, opening it included.
        size: the most connections that are lent at the same time.
        kept: seconds that a connection waits for the next mail.
        most_mails: how many mails one connection carries; many servers end it after 100.
    """

    def __init__(
        self,
        client: Callable[[], SMTP],
        *,
        timeout: float,
        size: int = 4,
        kept: float = 15.0,
        most_mails: int = 50,
    ) -> None:
        self._client = client
        self._timeout = timeout
        self._kept = kept
        self._most_mails = most_mails
        self._slots = asyncio.Semaphore(size)
        self._idle: dict[SMTP, asyncio.TimerHandle] = {}
        self._mails: dict[SMTP, int] = {}
        self._leaving: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[SMTP]:
        """Lend a connection that the server answers on, in the order in which callers came.

        Raises:
            SMTPException, OSError: there is none to be had, none was free in time, or it was used for
                too long.
        """
        # Who waits too long comes back later: a mail that is begun must have the time to end.
        async with asyncio.timeout(_PATIENCE):
            await self._slots.acquire()
        try:
            async with self._lent() as client:
                yield client
        finally:
            self._slots.release()

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[SMTP]:
        async with asyncio.timeout(self._timeout):
            client = await self._answering() or await self._opened()
            well = False
            try:
                yield client
                well = True
            except _ANSWERED:
                well = True
                raise
            finally:
                self._give_back(client, well=well)

    async def aclose(self) -> None:
        """Close what is kept. A connection that is lent is not: let senders finish first."""
        for client in tuple(self._idle):
            self._retire(client)
        await asyncio.gather(*self._leaving)

    async def _answering(self) -> SMTP | None:
        """Return the connection that was used last among those that still answer."""
        while self._idle:
            client, timer = self._idle.popitem()
            timer.cancel()
            try:
                await client.rset(timeout=_CHECK)
            except (SMTPException, OSError):
                self._drop(client)
            except BaseException:
                self._drop(client)
                raise
            else:
                return client
        return None

    async def _opened(self) -> SMTP:
        client = self._client()
        try:
            await client.connect()
        except BaseException:
            client.close()
            raise
        return client

    def _give_back(self, client: SMTP, *, well: bool) -> None:
        if not (well and client.is_connected):
            self._drop(client)
            return
        self._mails[client] = self._mails.get(client, 0) + 1
        loop = asyncio.get_running_loop()
        self._idle[client] = loop.call_later(self._kept, self._retire, client)
        if self._mails[client] >= self._most_mails:
            self._retire(client)

    def _retire(self, client: SMTP) -> None:
        self._idle.pop(client).cancel()
        task = asyncio.create_task(self._leave(client))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _leave(self, client: SMTP) -> None:
        try:
            with suppress(SMTPException, OSError):
                await client.quit(timeout=_FAREWELL)
        finally:
            self._drop(client)

    def _drop(self, client: SMTP) -> None:
        self._mails.pop(client, None)
        client.close()
