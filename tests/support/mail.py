"""Mails as tests need them, and what arrives of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import msgspec

from sorbo_adapters.embedded.inbox import Inbox
from sorbo_adapters.memory.system import FixedClock
from sorbo_adapters.smtp.mailer import SmtpMailer
from sorbo_adapters.smtp.server import Security, SmtpServer
from sorbo_core.shared.outgoing.mail import Mail, MailText

SENT_AT = datetime(2026, 3, 12, 14, 5, 7, tzinfo=UTC)
TEXT = "Bonjour à l’équipe,\n\n.une ligne qui commence par un point\n" + "très long " * 200 + "\n"
HTML = "<p>Bonjour à l’équipe : " + "œuvre " * 400 + "</p>\n"
MAIL = Mail(
    key="0197f3c2.1.visitor",
    to="visiteur@example.com",
    content=MailText(subject="Votre demande a bien été reçue – été", html=HTML, text=TEXT),
    reply_to="equipe@example.com",
)


def changed(**fields: object) -> Mail:
    """Return the mail with other values in these fields."""
    return msgspec.structs.replace(MAIL, **fields)


@asynccontextmanager
async def mailing(
    port: int,
    *,
    security: Security = Security.NONE,
    name: str = "Sorbo Ingénierie",
    per_second: float = 0,
    **options: object,
) -> AsyncIterator[SmtpMailer]:
    """Lend a mailer for a server on this machine; `options` are fields of `SmtpServer`."""
    server = SmtpServer(host="localhost", port=port, security=security)
    mailer = SmtpMailer(
        server=msgspec.structs.replace(server, **options),
        sender="site@example.com",
        sender_name=name,
        clock=FixedClock(SENT_AT),
        per_second=per_second,
    )
    try:
        yield mailer
    finally:
        await mailer.aclose()


async def send(port: int, mail: Mail = MAIL, **options: Any) -> None:
    """Send one mail to a server on this machine; `options` as `mailing` takes them."""
    async with mailing(port, **options) as mailer:
        await mailer.send(mail)


async def messages(inbox: Inbox) -> list[EmailMessage]:
    """Return the messages that have arrived, oldest first."""
    kept = reversed(await inbox.newest())
    return [message_from_bytes(mail.raw, policy=policy.SMTP) for mail in kept]


def body(message: EmailMessage, kind: str) -> str:
    """Return the `plain` or the `html` alternative."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")
