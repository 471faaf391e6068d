"""Where mails and webhooks arrive: kept in memory, as a recipient would tell them apart."""

from collections import defaultdict
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import msgspec
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from support.build import SECRET
from support.receiver import Receiver
from support.smtp import MoodySmtp

STAFF = "contact@localhost.localdomain"


class Mailbox(MoodySmtp):
    """Keeps the Message-ID of every mail that it accepts.

    Attributes:
        acknowledgements: of the mails to visitors, by their address.
        notices: of the mails to the staff, by the visitor's address.
    """

    def __init__(self, *, folder: Path, port: int) -> None:
        super().__init__(folder=folder, port=port)
        self.acknowledgements: dict[str, list[str]] = defaultdict(list)
        self.notices: dict[str, list[str]] = defaultdict(list)

    @property
    def count(self) -> int:
        """How many mails have arrived."""
        kept = (self.acknowledgements, self.notices)
        return sum(len(ids) for each in kept for ids in each.values())

    def _keep(self, content: bytes) -> str:
        mail = message_from_bytes(content, policy=policy.SMTP)
        message_id = str(mail["Message-ID"]).strip()
        if mail["To"] == STAFF:
            self.notices[str(mail["Reply-To"])].append(message_id)
        else:
            self.acknowledgements[str(mail["To"])].append(message_id)
        return message_id


class Hooks(Receiver):
    """Verifies every webhook as its receiver would.

    Attributes:
        forged: what did not verify.
    """

    def __init__(self) -> None:
        super().__init__()
        self.forged: list[str] = []
        self._seen = 0
        self._deliveries: dict[str, list[tuple[str, bytes]]] = defaultdict(list)

    def of(self, demande_id: str) -> list[tuple[str, bytes]]:
        """Return webhook-id and body of each delivery that tells of the demande."""
        self._sort()
        return self._deliveries[demande_id]

    def _sort(self) -> None:
        new, self._seen = self.received[self._seen :], len(self.received)
        for request in new:
            try:
                event: dict[str, Any] = Webhook(SECRET).verify(request.body, dict(request.headers))
            except (WebhookVerificationError, msgspec.DecodeError) as error:
                self.forged.append(f"{request.headers.get('webhook-id')}: {error}")
                continue
            arrived = (request.headers["webhook-id"], request.body)
            self._deliveries[event["data"]["entityId"]].append(arrived)
