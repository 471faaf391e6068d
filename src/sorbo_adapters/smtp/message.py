"""From a mail to the message that goes over the wire."""

import hashlib
import re
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime

from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import Invalid, Violation
from sorbo_core.shared.outgoing.mail import Mail

_MESSAGE_KEY = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\Z")
_MAX_MESSAGE_KEY = 100
_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_UNSUBSCRIBE_URL = re.compile(r"https?://[A-Za-z0-9!#$%&'*+./:;=?@_~-]{1,900}\Z")


class _UnbrokenHeader(UnstructuredHeader, BaseHeader):
    """A header on one line, however long: an address that the library folds is encoded, and broken."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _UnbrokenHeader)
_POLICY = SMTP.clone(header_factory=_HEADERS)


def compose(mail: Mail, *, sender: Address, at: datetime) -> EmailMessage:
    """Return the message: text and HTML alternatives, and headers that no value can add to.

    Raises:
        Invalid: an address is not one.
    """
    message = EmailMessage(_POLICY)
    message["From"] = sender
    message["To"] = _address(mail.to)
    if mail.reply_to is not None:
        message["Reply-To"] = _address(mail.reply_to)
    message["Subject"] = one_line(mail.content.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{_message_key(mail.key)}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe_url is not None:
        message["List-Unsubscribe"] = f"<{_unsubscribe_url(mail.unsubscribe_url)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    # Quoted-printable passes servers without 8BITMIME unchanged.
    message.set_content(mail.content.text, cte="quoted-printable")
    message.add_alternative(mail.content.html, subtype="html", cte="quoted-printable")
    return message


def one_line(text: str) -> str:
    """Return the text without line breaks and control characters, which would end a header."""
    return _CONTROLS.sub(" ", text).strip()


def _address(text: str) -> Address:
    return Address(addr_spec=parse_email(text))


def _unsubscribe_url(text: str) -> str:
    if not _UNSUBSCRIBE_URL.match(text):
        raise Invalid(Violation("/unsubscribeUrl", "not_allowed_text"))
    return text


def _message_key(key: str) -> str:
    if len(key) <= _MAX_MESSAGE_KEY and _MESSAGE_KEY.match(key):
        return key
    return hashlib.sha256(key.encode()).hexdigest()
