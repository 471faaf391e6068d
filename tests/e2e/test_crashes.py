"""What is left of an accepted request when the process dies at the worst moment."""

import asyncio
import signal
from collections.abc import AsyncIterator

import httpx
import pytest

from sorbo_adapters.embedded.inbox import CaughtMail, Inbox
from support.program import eventually
from support.smtp import MoodySmtp

from .conftest import Site

DEMANDE = {
    "subject": "ingenierie",
    "name": "Responsable des travaux",
    "email": "travaux@example.com",
    "message": "Une étude de structure, s'il vous plaît.",
    "details": {"projectType": "etude"},
}


async def _send(site: Site) -> None:
    answer = await site.api.client.post("/api/v1/demandes", json=DEMANDE)
    assert answer.status_code == httpx.codes.CREATED, answer.text


async def _both_mails(inbox: Inbox) -> list[CaughtMail]:
    async def both() -> list[CaughtMail] | None:
        mails = await inbox.newest()
        return mails if {mail.to for mail in mails} >= {"travaux@example.com", STAFF} else None

    return await eventually(both, within=60)


STAFF = "contact@localhost.localdomain"


async def test_a_demande_is_followed_by_two_mails(site: Site, inbox: Inbox) -> None:
    await _send(site)
    mails = await _both_mails(inbox)
    assert len(mails) == 2
    assert all(mail.text and mail.html for mail in mails)


async def test_mails_leave_after_the_process_died_between_the_demande_and_its_mails(
    site: Site, inbox: Inbox
) -> None:
    await site.smtp.stop()
    await _send(site)
    await site.api.stop(signal.SIGKILL)
    await site.smtp.start()
    assert await inbox.newest() == []
    await site.api.start()
    assert len(await _both_mails(inbox)) == 2


async def test_a_mail_leaves_again_with_one_message_id_after_the_process_died_during_data(
    site: Site, smtp: MoodySmtp, inbox: Inbox
) -> None:
    smtp.answering.clear()
    await _send(site)
    async with asyncio.timeout(20):
        await smtp.receiving.wait()
    await site.api.stop(signal.SIGKILL)
    smtp.answering.set()
    await site.api.start()
    mails = await _both_mails(inbox)
    # The first attempt may have been kept, too: the server had its data. One Message-ID tells.
    attempts = [mail.raw.decode().partition("Message-ID: ")[2].splitlines()[0] for mail in mails]
    assert len(set(attempts)) == 2
    by_recipient = {(mail.to, attempt) for mail, attempt in zip(mails, attempts, strict=True)}
    assert len(by_recipient) == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_request_in_flight_is_answered_before_the_server_stops(
    site: Site, number: signal.Signals
) -> None:
    # Its body arrives in two parts, and the signal between them.
    half_sent, go_on = asyncio.Event(), asyncio.Event()

    async def body() -> AsyncIterator[bytes]:
        yield b'{"email": "personne@example.com", '
        half_sent.set()
        await go_on.wait()
        yield b'"password": "une phrase que personne ne connait"}'

    headers = {"Content-Type": "application/json"}
    request = asyncio.create_task(site.api.client.post("/api/v1/auth/login", content=body(), headers=headers))
    await half_sent.wait()
    stopping = asyncio.create_task(site.api.stop(number))
    await eventually(lambda: _refuses_connections(site))
    go_on.set()
    assert (await request).status_code == httpx.codes.UNAUTHORIZED
    assert await stopping == 0


async def _refuses_connections(site: Site) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", site.api.port)
    except OSError:
        return True
    writer.close()
    return False
