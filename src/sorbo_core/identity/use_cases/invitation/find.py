"""Find an invitation among all links."""

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.errors import AccessLinkNotFound, InvitationNotFound
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.permissions import require_power_over
from sorbo_core.identity.ports import AccessLinks
from sorbo_core.shared.actor import Actor, Permission


async def invitation(links: AccessLinks, id: str) -> AccessLink:
    """Return the invitation with this id; links for other purposes are none.

    Raises:
        InvitationNotFound: there is none.
    """
    try:
        link = await links.get(id)
    except AccessLinkNotFound:
        raise InvitationNotFound from None
    if link.purpose is not LinkPurpose.INVITATION:
        raise InvitationNotFound
    return link


async def decidable(links: AccessLinks, actor: Actor, id: str) -> AccessLink:
    """Return the invitation with this id, if the actor may decide about it.

    Raises:
        Unauthenticated, Forbidden: the actor may not change accounts.
        InvitationNotFound: there is none.
        RoleReserved: the role is for super-admins to give.
    """
    actor.require(Permission.WRITE_COMPTES)
    found = await invitation(links, id)
    if found.role is not None:
        require_power_over(actor, found.role)
    return found
