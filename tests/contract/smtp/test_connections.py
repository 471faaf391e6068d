import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiosmtplib import SMTP

from sorbo_adapters.embedded.inbox import Inbox
from sorbo_adapters.smtp.connections import SmtpConnections
from sorbo_adapters.smtp.server import Security, SmtpServer
from sorbo_core.shared.errors import Refused, Unavailable
from support.mail import MAIL, changed, mailing
from support.smtp import MoodySmtp


class Opened:
    """Makes clients, and counts them."""

    def __init__(self, port: int) -> None:
        self.count = 0
        self._server = SmtpServer(host="localhost", port=port, security=Security.NONE)

    def __call__(self) -> SMTP:
        self.count += 1
        return self._server.client(hostname="example.com", tls_context=None)


@pytest.fixture
def opened(smtp: MoodySmtp) -> Opened:
    return Opened(smtp.port)


@asynccontextmanager
async def pool(opened: Opened, **options: Any) -> AsyncIterator[SmtpConnections]:
    connections = SmtpConnections(opened, **{"timeout": 5.0, **options})
    try:
        yield connections
    finally:
        await connections.aclose()


async def use(connections: SmtpConnections) -> SMTP:
    async with connections.connection() as client:
        await client.noop()
        return client


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 — the other end of a connection
            await asyncio.sleep(0.01)


async def test_the_next_mail_takes_the_same_connection(opened: Opened) -> None:
    async with pool(opened) as connections:
        assert await use(connections) is await use(connections)
    assert opened.count == 1


async def test_no_more_connections_are_lent_than_were_agreed_on(opened: Opened, smtp: MoodySmtp) -> None:
    most = 0

    async def measured(connections: SmtpConnections) -> None:
        nonlocal most
        async with connections.connection() as client:
            most = max(most, smtp.connected)
            await client.noop()

    async with pool(opened, size=3) as connections:
        await asyncio.gather(*(measured(connections) for _ in range(12)))

    assert (opened.count, most) == (3, 3)


async def test_a_connection_that_the_server_has_ended_is_replaced_unnoticed(
    opened: Opened, smtp: MoodySmtp
) -> None:
    async with pool(opened) as connections:
        first = await use(connections)
        await smtp.stop()
        await smtp.start()
        assert await use(connections) is not first
    assert opened.count == 2


async def test_a_connection_that_nobody_needs_takes_its_leave(opened: Opened, smtp: MoodySmtp) -> None:
    async with pool(opened, kept=0.05) as connections:
        client = await use(connections)
        assert smtp.connected == 1
        await until(lambda: smtp.connected == 0)
        assert not client.is_connected


async def test_closing_leaves_no_connection_open(opened: Opened, smtp: MoodySmtp) -> None:
    async with pool(opened) as connections:
        await asyncio.gather(*(use(connections) for _ in range(3)))
    await until(lambda: smtp.connected == 0)


async def test_what_was_closed_can_be_used_again(opened: Opened) -> None:
    async with pool(opened) as connections:
        await use(connections)
        await connections.aclose()
        assert (await use(connections)).is_connected
    assert opened.count == 2


async def test_a_connection_carries_so_many_mails_and_no_more(opened: Opened) -> None:
    async with pool(opened, most_mails=2) as connections:
        for _ in range(5):
            await use(connections)
    assert opened.count == 3


async def test_who_is_interrupted_leaves_no_half_used_connection(opened: Opened) -> None:
    async with pool(opened) as connections:
        with pytest.raises(asyncio.CancelledError):
            async with connections.connection():
                raise asyncio.CancelledError
        await use(connections)
    assert opened.count == 2


async def test_who_takes_too_long_is_stopped_and_the_place_is_free_again(opened: Opened) -> None:
    async with pool(opened, timeout=0.1, size=1) as connections:
        with pytest.raises(TimeoutError):
            async with connections.connection():
                await asyncio.Event().wait()
        await use(connections)


async def test_a_refused_mail_says_nothing_against_the_next_one(smtp: MoodySmtp, inbox: Inbox) -> None:
    async with mailing(smtp.port) as mailer:
        smtp.refusal = "554 5.6.0 No"
        with pytest.raises(Refused):
            await mailer.send(MAIL)
        smtp.refusal = None
        await mailer.send(changed(key="next"))
        assert smtp.connected == 1
    assert len(await inbox.newest()) == 1


async def test_mails_go_out_in_their_places_and_at_their_pace(smtp: MoodySmtp, inbox: Inbox) -> None:
    loop = asyncio.get_running_loop()
    async with mailing(smtp.port, per_second=40) as mailer:
        started = loop.time()
        await asyncio.gather(*(mailer.send(changed(key=f"k{number}")) for number in range(9)))
        assert loop.time() - started >= 8 / 40 - 0.005
    assert len(await inbox.newest()) == 9


async def test_a_server_that_is_away_is_found_again(smtp: MoodySmtp, inbox: Inbox) -> None:
    async with mailing(smtp.port) as mailer:
        await mailer.send(MAIL)
        await smtp.stop()
        with pytest.raises(Unavailable):
            await mailer.send(MAIL)
        await smtp.start()
        await mailer.send(MAIL)
    assert len(await inbox.newest()) == 2
