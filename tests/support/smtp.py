"""An SMTP server whose mood a test sets."""

import asyncio
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from sorbo_adapters.embedded.smtp import SmtpCatcher


class MoodySmtp(SmtpCatcher):
    """Keeps mails like `SmtpCatcher`, unless told otherwise.

    Attributes:
        refusal: the answer to every mail's data instead of keeping it, such as `451 4.3.0 Later`.
        recipient_refusal: the answer to every recipient, such as `550 5.1.1 Unknown`.
        answering: clear it and the server falls silent after a mail's data, until it is set again.
        receiving: set when a mail's data has arrived, before anything is answered.
    """

    def __init__(self, *, folder: Path, port: int) -> None:
        super().__init__(folder=folder, port=port)
        self.refusal: str | None = None
        self.recipient_refusal: str | None = None
        self.answering = asyncio.Event()
        self.answering.set()
        self.receiving = asyncio.Event()

    @property
    def connected(self) -> int:
        """How many clients are connected."""
        return len(self._open)

    async def handle_RCPT(  # noqa: N802 — aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Accept the recipient, or refuse it."""
        if self.recipient_refusal:
            return self.recipient_refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 — aiosmtpd's name
        """Keep the mail, refuse it, or let the sender wait."""
        self.receiving.set()
        await self.answering.wait()
        return self.refusal or await super().handle_DATA(server, session, envelope)
