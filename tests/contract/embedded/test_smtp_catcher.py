"""The local SMTP server and its inbox."""

import asyncio
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import pytest
import uvloop

from sorbo_adapters.embedded.inbox import Inbox
from sorbo_adapters.embedded.ports import free_port, is_free
from support.smtp import MoodySmtp


def _mail(subject: str = "Demande reçue") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Sorbo Ingénierie <site@example.com>"
    mail["To"] = "visiteur@example.com"
    mail["Subject"] = subject
    mail.set_content("Nous avons bien reçu votre demande.\n")
    mail.add_alternative("<p>Nous avons bien <b>reçu</b> votre demande.</p>", subtype="html")
    return mail


async def _send(smtp: MoodySmtp, mail: EmailMessage) -> None:
    await aiosmtplib.send(mail, hostname=smtp.host, port=smtp.port, start_tls=False)


async def test_a_mail_that_is_sent_is_found_in_the_inbox(smtp: MoodySmtp, inbox: Inbox) -> None:
    before = datetime.now(UTC)

    await _send(smtp, _mail())

    (mail,) = await inbox.newest()
    assert mail.sender == "Sorbo Ingénierie <site@example.com>"
    assert mail.to == "visiteur@example.com"
    assert mail.subject == "Demande reçue"
    assert mail.text.strip() == "Nous avons bien reçu votre demande."
    assert mail.html.strip() == "<p>Nous avons bien <b>reçu</b> votre demande.</p>"
    assert before <= mail.date <= datetime.now(UTC)
    assert await inbox.find(mail.id) == mail


async def test_the_newest_mail_comes_first(smtp: MoodySmtp, inbox: Inbox) -> None:
    for subject in ("premier", "deuxième", "troisième"):
        await _send(smtp, _mail(subject))

    assert [mail.subject for mail in await inbox.newest()] == ["troisième", "deuxième", "premier"]
    assert [mail.subject for mail in await inbox.newest(limit=1)] == ["troisième"]


async def test_a_mail_is_kept_byte_for_byte(smtp: MoodySmtp, inbox: Inbox) -> None:
    raw = b"From: a@example.com\r\nSubject: =?utf-8?q?d=C3=A9j=C3=A0?=\r\n\r\n..\r\nfin\r\n"
    async with aiosmtplib.SMTP(hostname=smtp.host, port=smtp.port, start_tls=False) as client:
        await client.sendmail("a@example.com", ["b@example.com"], raw)

    (mail,) = await inbox.newest()
    assert mail.raw == raw
    assert mail.subject == "déjà"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n\r\n",
        b"From: \r\nTo: @\r\nSubject: =?nowhere?q?=ff?=\r\n\r\nrien\r\n",
        b"Content-Type: text/plain; charset=nowhere\r\n\r\nd\xe9j\xe0\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n",
        b'To: <\r\nFrom: "\r\nContent-Type: ;;=\r\n\r\n\xff\xfe\r\n',
    ],
)
async def test_a_mail_that_breaks_the_rules_is_shown_as_far_as_it_goes(
    raw: bytes, smtp: MoodySmtp, inbox: Inbox
) -> None:
    async with aiosmtplib.SMTP(hostname=smtp.host, port=smtp.port, start_tls=False) as client:
        await client.sendmail("a@example.com", ["b@example.com"], raw)

    assert len(await inbox.newest()) == 1


@pytest.mark.parametrize("id", ["../secret", "20261122T134421731000-00000000", "", "20261122T134421731000"])
async def test_an_unknown_id_finds_nothing(id: str, inbox: Inbox, tmp_path: Path) -> None:
    (tmp_path / "secret.eml").write_text("Subject: secret\n\n")

    assert await inbox.find(id) is None


async def test_a_server_that_stops_drops_its_clients_and_comes_back_on_its_port(
    smtp: MoodySmtp, inbox: Inbox
) -> None:
    async with aiosmtplib.SMTP(hostname=smtp.host, port=smtp.port, start_tls=False) as client:
        await smtp.stop()
        assert is_free(smtp.port)
        with pytest.raises(aiosmtplib.SMTPServerDisconnected):
            await client.noop()

    await smtp.start()
    await _send(smtp, _mail())
    assert len(await inbox.newest()) == 1


def test_a_server_in_uvloop_drops_its_clients_too(tmp_path: Path) -> None:
    async def greet_and_stop() -> bytes:
        server = MoodySmtp(folder=tmp_path, port=free_port())
        await server.start()
        reader, writer = await asyncio.open_connection(server.host, server.port)
        await reader.readline()
        await server.stop()
        async with asyncio.timeout(5):
            rest = await reader.read()
        writer.close()
        return rest

    assert uvloop.run(greet_and_stop()) == b""


async def test_a_refused_mail_is_not_kept(smtp: MoodySmtp, inbox: Inbox) -> None:
    smtp.refusal = "451 4.3.0 Plus tard"

    with pytest.raises(aiosmtplib.SMTPDataError, match="Plus tard"):
        await _send(smtp, _mail())

    assert await inbox.newest() == []
