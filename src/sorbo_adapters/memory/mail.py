"""Mails that go nowhere, and addresses that get none."""

from sorbo_core.mailing.ports import Suppressions
from sorbo_core.mailing.suppression import Suppression
from sorbo_core.shared.errors import DomainError
from sorbo_core.shared.outgoing.mail import Mail, Mailer


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


class MemorySuppressions(Suppressions):
    """Suppressed addresses in memory."""

    def __init__(self) -> None:
        self._suppressions: dict[str, Suppression] = {}

    async def find(self, address: str) -> Suppression | None:
        return self._suppressions.get(address)

    async def add(self, suppression: Suppression) -> None:
        self._suppressions.setdefault(suppression.address, suppression)

    async def lift(self, address: str) -> bool:
        return self._suppressions.pop(address, None) is not None

    async def list(self, *, after: str = "", limit: int = 100) -> tuple[Suppression, ...]:
        following = sorted(address for address in self._suppressions if address > after)
        return tuple(self._suppressions[address] for address in following[:limit])
