"""Find an invitation among all links."""

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.errors import AccessLinkNotFound, InvitationNotFound
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.ports import AccessLinks


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
