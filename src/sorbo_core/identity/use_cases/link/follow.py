"""What every use case that follows a link begins and ends with."""

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.errors import AccessLinkNotFound, AccessLinkNotValid
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.ports import AccessLinks
from sorbo_core.shared.ports import Clock


class Follow:
    """Opens a link by its token, for one purpose. First it is looked at, then it is used, which works once.

    In between, what is slow or may be refused is done: a password that is refused does not use it up.
    """

    def __init__(self, *, links: AccessLinks, clock: Clock, purpose: LinkPurpose, token: str) -> None:
        self._links = links
        self._clock = clock
        self._purpose = purpose
        self._token = token

    async def look(self) -> AccessLink:
        """Return the link.

        Raises:
            AccessLinkNotValid: the token opens none for this purpose now.
        """
        try:
            link = await self._links.get(self._token.partition(".")[0])
        except AccessLinkNotFound:
            raise AccessLinkNotValid from None
        return link.check(self._token, self._purpose, at=self._clock.now())

    async def use(self, link: AccessLink) -> None:
        """Use the link up; of two who try at the same moment, one does.

        Raises:
            AccessLinkNotValid: it was used in between, or has gone.
        """
        now = self._clock.now()
        try:
            await self._links.update(link.id, lambda current: current.use(self._token, self._purpose, at=now))
        except AccessLinkNotFound:
            raise AccessLinkNotValid from None
