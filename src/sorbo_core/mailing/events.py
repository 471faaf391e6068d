"""What is told of mails after they were handed over."""

from typing import Annotated, ClassVar

from msgspec import Meta

from sorbo_core.shared.events import EventData


class MailBounced(EventData, frozen=True, kw_only=True):
    """A mail has come back. The entity is the received webhook that told of it."""

    type: ClassVar = "mail.bounced"
    permanent: Annotated[bool, Meta(description="Whether it would come back the next time as well.")]


class MailComplained(EventData, frozen=True, kw_only=True):
    """The recipient of a mail has called it spam. The entity is the received webhook that told of it."""

    type: ClassVar = "mail.complained"
