"""What every use case that asks for a link by mail does."""

from typing import ClassVar

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.ports import AccessLinks
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.ports import Clock, Ids


class AskForLink:
    """Takes in what is asked for an address, with one write and no look.

    Whether the address has an account is found out later, when the mail is written: nothing here could
    say or take something else for those who are known.
    """

    purpose: ClassVar[LinkPurpose]

    def __init__(self, *, links: AccessLinks, ids: Ids, clock: Clock) -> None:
        self._links = links
        self._ids = ids
        self._clock = clock

    async def __call__(self, *, email: str, language: Language) -> None:
        asked = AccessLink.asked(
            self.purpose,
            id=self._ids.new(),
            email=parse_email(email),
            language=language,
            at=self._clock.now(),
        )
        await self._links.add(asked)
