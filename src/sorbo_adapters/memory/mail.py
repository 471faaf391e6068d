"""Mails that go nowhere."""

from sorbo_core.shared.errors import DomainError
from sorbo_core.shared.mail import Mail, Mailer


class MemoryMailer(Mailer):
    """Keeps the mails that it is given.

    Attributes:
        sent: the mails that were accepted, oldest first.
        failure: what `send` raises instead, as a server that is away or refuses would.
    """

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.failure: DomainError | None = None

    async def send(self, mail: Mail) -> None:
        if self.failure is not None:
            raise self.failure
        self.sent.append(mail)
