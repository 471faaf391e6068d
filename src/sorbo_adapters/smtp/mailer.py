"""Mails sent by SMTP."""

import asyncio
import ssl
from contextlib import suppress
from email.headerregistry import Address
from enum import StrEnum

import msgspec
from aiosmtplib import SMTP, SMTPException

from sorbo_adapters.smtp.errors import refusal_of
from sorbo_adapters.smtp.message import compose, one_line
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import Invalid, Refused
from sorbo_core.shared.mail import Mail, Mailer
from sorbo_core.shared.ports import Clock

_FAREWELL = 1.0
"""Seconds to wait for the answer to QUIT: the mail is accepted already."""


class Security(StrEnum):
    """How the connection is protected: not at all, after STARTTLS, or by TLS from the start."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class SmtpServer(msgspec.Struct, frozen=True, kw_only=True):
    """The mail server that takes our mails.

    Attributes:
        username: None where the server asks for none.
        ca_file: certificates (PEM) that the server's is checked against instead of the system's.
        timeout: seconds that handing one mail over may take.
    """

    host: str
    port: int
    security: Security = Security.STARTTLS
    username: str | None = None
    password: str | None = None
    ca_file: str | None = None
    timeout: float = 10.0

    def __repr__(self) -> str:
        """Show where it is, without the password."""
        return f"SmtpServer({self.host}:{self.port}, {self.security})"


class SmtpMailer(Mailer):
    """Hands each mail over on a connection of its own.

    Args:
        server: the mail server.
        sender, sender_name: what recipients see as the sender; the domain names this host too.
        clock: dates the mails.

    Raises:
        Invalid: the sender is not an address.
    """

    def __init__(self, *, server: SmtpServer, sender: str, sender_name: str, clock: Clock) -> None:
        self._server = server
        self._sender = Address(display_name=one_line(sender_name), addr_spec=parse_email(sender))
        self._clock = clock
        self._tls: ssl.SSLContext | None = None
        if server.security is not Security.NONE:
            self._tls = ssl.create_default_context(cafile=server.ca_file)

    async def send(self, mail: Mail) -> None:
        try:
            message = compose(mail, sender=self._sender, at=self._clock.now())
        except Invalid as error:
            raise Refused(reason="an address of this mail is not one") from error
        client = self._client()
        try:
            async with asyncio.timeout(self._server.timeout):
                await client.connect()
                await client.send_message(message)
        except (SMTPException, OSError) as error:
            raise refusal_of(error) from error
        else:
            with suppress(SMTPException, OSError):
                await client.quit(timeout=_FAREWELL)
        finally:
            client.close()

    def _client(self) -> SMTP:
        server = self._server
        return SMTP(
            hostname=server.host,
            port=server.port,
            username=server.username,
            password=server.password,
            local_hostname=self._sender.domain,
            timeout=server.timeout,
            use_tls=server.security is Security.TLS,
            start_tls=server.security is Security.STARTTLS,
            tls_context=self._tls,
        )
