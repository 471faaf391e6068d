"""Mails: what one is, and the ports that write and send it."""

from abc import abstractmethod
from enum import StrEnum
from typing import Protocol

import msgspec

Fact = str | int | None
Facts = dict[str, Fact | list[tuple[str, str]]]


class Language(StrEnum):
    """Languages that mails and messages are written in, the default first."""

    FR = "fr"
    EN = "en"


class MailText(msgspec.Struct, frozen=True):
    """The words of a mail: a subject on one line, the same content as HTML and as plain text."""

    subject: str
    html: str
    text: str


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail ready to be sent.

    Attributes:
        key: identifies the mail, the same at every attempt; the Message-ID follows from it.
        to: the address of the one recipient.
        reply_to: where an answer should go, when not to the sender.
        unsubscribe_url: an https:// address (http:// on a developer's machine) that ends mails of this
            kind when it is sent a POST, without login or question (RFC 8058); None where there is
            nothing to end.
    """

    key: str
    to: str
    content: MailText
    reply_to: str | None = None
    unsubscribe_url: str | None = None


class MailTemplates(Protocol):
    """Writes mails from templates."""

    @abstractmethod
    def render(self, name: str, language: Language, facts: Facts) -> MailText:
        """Return the words of the mail; facts are escaped in HTML and kept on one line in the subject.

        Raises:
            KeyError: there is no template of this name.
        """


class Mailer(Protocol):
    """Sends mails."""

    @abstractmethod
    async def send(self, mail: Mail) -> None:
        """Hand the mail over to a mail server. The same key gives the same Message-ID.

        Raises:
            Unavailable: the server cannot be reached.
            Deferred: the server refuses this mail for now.
            RecipientRefused: the server says that nobody has, or can be reached at, the recipient's address.
            Refused: the server refuses this mail for good, for another reason.
        """
