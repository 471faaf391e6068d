"""Send an invitation again."""

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.errors import EmailTaken
from sorbo_core.identity.ports import AccessLinks, Comptes
from sorbo_core.identity.use_cases.invitation.find import decidable
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class ResendInvitation:
    """Send another mail with a link of its own, good for an hour.

    Raises:
        Unauthenticated, Forbidden: the actor may not change accounts.
        RoleReserved: the role is for super-admins to give.
        InvitationNotFound: there is none with this id.
        InvitationEnded: it was accepted or withdrawn.
        EmailTaken: the address got an account since.
        Stale: somebody changed it since.
    """

    def __init__(self, *, links: AccessLinks, comptes: Comptes, clock: Clock) -> None:
        self._links = links
        self._comptes = comptes
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> AccessLink:
        found = await decidable(self._links, actor, id)
        if await self._comptes.by_email(found.email) is not None:
            raise EmailTaken
        now = self._clock.now()
        return await self._links.update(id, lambda link: link.at_version(version).ask_again(at=now))
