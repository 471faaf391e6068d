"""Mails sent by SMTP."""

from email.headerregistry import Address
from functools import partial

from aiosmtplib import SMTPException

from sorbo_adapters.smtp.connections import SmtpConnections
from sorbo_adapters.smtp.errors import refusal_of
from sorbo_adapters.smtp.message import compose, one_line
from sorbo_adapters.smtp.pace import Pace
from sorbo_adapters.smtp.server import SmtpServer
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import Invalid, Refused
from sorbo_core.shared.outgoing.mail import Mail, Mailer
from sorbo_core.shared.ports import Clock


class SmtpMailer(Mailer):
    """Hands mails over on connections that it keeps for the next ones; close it when done.

    Args:
        server: the mail server.
        sender, sender_name: what recipients see as the sender; the domain names this host too.
        clock: dates the mails.
        per_second: the most mails that leave in a second, 0 for any number.

    Raises:
        Invalid: the sender is not an address.
    """

    def __init__(
        self, *, server: SmtpServer, sender: str, sender_name: str, clock: Clock, per_second: float = 0
    ) -> None:
        self._sender = Address(display_name=one_line(sender_name), addr_spec=parse_email(sender))
        self._clock = clock
        self._pace = Pace(per_second)
        client = partial(server.client, hostname=self._sender.domain, tls_context=server.tls_context())
        self._connections = SmtpConnections(client, timeout=server.timeout)

    async def send(self, mail: Mail) -> None:
        try:
            message = compose(mail, sender=self._sender, at=self._clock.now())
        except Invalid as error:
            raise Refused(reason="an address of this mail is not one") from error
        try:
            await self._pace.turn()
            async with self._connections.connection() as client:
                await client.send_message(message)
        except (SMTPException, OSError) as error:
            raise refusal_of(error) from error

    async def aclose(self) -> None:
        """Close the connections that are kept."""
        await self._connections.aclose()
