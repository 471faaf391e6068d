"""Read one invitation."""

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.ports import AccessLinks
from sorbo_core.identity.use_cases.invitation.find import invitation
from sorbo_core.shared.actor import Actor, Permission


class ReadInvitation:
    """Read one invitation: whom it is for, and where it stands.

    Raises:
        Unauthenticated, Forbidden: the actor may not read accounts.
        InvitationNotFound: there is none with this id.
    """

    def __init__(self, *, links: AccessLinks) -> None:
        self._links = links

    async def __call__(self, *, actor: Actor, id: str) -> AccessLink:
        actor.require(Permission.READ_COMPTES)
        return await invitation(self._links, id)
