import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

from sorbo_adapters.embedded.inbox import Inbox
from sorbo_adapters.smtp.server import Security, SmtpServer
from sorbo_core.shared.errors import Unavailable
from support.mail import MAIL, send
from support.smtp import MoodySmtp
from support.tls_proxy import HOST, Certificate, tls_proxy

PASSWORD = "sample password é"


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return Certificate(tmp_path)


class Accepted:
    """Keeps the recipients of the mails that were accepted, and the passwords that were tried."""

    def __init__(self) -> None:
        self.recipients: list[str] = []
        self.passwords: list[str] = []

    async def handle_DATA(self, _server: SMTP, _session: object, envelope: Envelope) -> str:  # noqa: N802 — aiosmtpd's name
        self.recipients += envelope.rcpt_tos
        return "250 2.0.0 OK"

    def authenticate(
        self, _server: object, _session: object, _envelope: object, _way: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.passwords.append(data.password.decode())
        return AuthResult(success=self.passwords[-1] == PASSWORD, handled=False)


@asynccontextmanager
async def submission_server(accepted: Accepted, **options: Any) -> AsyncIterator[int]:
    """Yield the port of a server that takes mails like a provider's."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(
            accepted, hostname="localhost", authenticator=accepted.authenticate, loop=loop, **options
        ),
        HOST,
        0,
    )
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_a_mail_goes_over_tls(smtp: MoodySmtp, inbox: Inbox, certificate: Certificate) -> None:
    async with tls_proxy(smtp.port, certificate) as port:
        await send(port, security=Security.TLS, ca_file=str(certificate.file))

    assert len(await inbox.newest()) == 1


async def test_a_certificate_that_nobody_vouches_for_is_refused(
    smtp: MoodySmtp, inbox: Inbox, certificate: Certificate
) -> None:
    async with tls_proxy(smtp.port, certificate) as port:
        with pytest.raises(Unavailable):
            await send(port, security=Security.TLS)

    assert await inbox.newest() == []


async def test_a_mail_goes_after_starttls_and_login(certificate: Certificate) -> None:
    accepted = Accepted()
    login: dict[str, Any] = {"username": "site", "password": PASSWORD, "ca_file": str(certificate.file)}
    async with submission_server(
        accepted, tls_context=certificate.server_context(), require_starttls=True, auth_required=True
    ) as port:
        await send(port, security=Security.STARTTLS, **login)

    assert accepted.recipients == [MAIL.to]


async def test_a_wrong_password_keeps_the_mail_for_later(certificate: Certificate) -> None:
    accepted = Accepted()
    login: dict[str, Any] = {"username": "site", "password": "wrong", "ca_file": str(certificate.file)}
    async with submission_server(
        accepted, tls_context=certificate.server_context(), auth_required=True
    ) as port:
        with pytest.raises(Unavailable) as caught:
            await send(port, security=Security.STARTTLS, **login)

    assert "wrong" not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert accepted.recipients == []


async def test_no_password_is_sent_to_a_server_without_the_starttls_that_was_asked_for() -> None:
    accepted = Accepted()
    async with submission_server(accepted, auth_require_tls=False) as port:
        with pytest.raises(Unavailable):
            await send(port, security=Security.STARTTLS, username="site", password=PASSWORD)

    assert accepted.passwords == []


def test_a_mail_server_is_shown_without_its_password() -> None:
    server = SmtpServer(host="mail.example.com", port=587, username="site", password=PASSWORD)

    assert PASSWORD not in repr(server)
    assert PASSWORD not in f"{server}"
