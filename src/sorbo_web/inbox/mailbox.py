"""Where the inbox page takes its mails from."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class CaughtMail(Protocol):
    """A mail as it arrived; `text` and `html` are empty where it has no such alternative."""

    @property
    def id(self) -> str:
        """What identifies it, fit for a URL."""

    @property
    def sender(self) -> str:
        """The From header."""

    @property
    def to(self) -> str:
        """The To header."""

    @property
    def subject(self) -> str:
        """The Subject header."""

    @property
    def date(self) -> datetime:
        """When it arrived, in UTC."""

    @property
    def text(self) -> str:
        """Its plain text."""

    @property
    def html(self) -> str:
        """Its HTML, as untrusted as whoever wrote it."""

    @property
    def raw(self) -> bytes:
        """What was received, byte for byte."""


class Mailbox(Protocol):
    """Mails that were caught instead of being sent on."""

    @abstractmethod
    async def newest(self) -> Sequence[CaughtMail]:
        """Return the last mails, the newest first."""

    @abstractmethod
    async def find(self, id: str) -> CaughtMail | None:
        """Return the mail, None if there is none of this id, whatever it looks like."""
