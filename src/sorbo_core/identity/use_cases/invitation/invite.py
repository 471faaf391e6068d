"""Invite somebody to have an account."""

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.errors import EmailTaken
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.permissions import Role, require_power_over
from sorbo_core.identity.ports import AccessLinks, Comptes
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.ports import Clock


class Invite:
    """Invite a colleague by mail, with the role that they will have. They choose name and password.

    The link of the mail is good once, for an hour. Super-admins alone invite admins and super-admins.

    Raises:
        Unauthenticated, Forbidden: the actor may not change accounts.
        RoleReserved: the role is for super-admins to give.
        Invalid: the address is none.
        EmailTaken: an account has this address; its role can be changed.
    """

    def __init__(self, *, links: AccessLinks, comptes: Comptes, clock: Clock) -> None:
        self._links = links
        self._comptes = comptes
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, id: str, email: str, role: Role, language: Language
    ) -> AccessLink:
        actor.require(Permission.WRITE_COMPTES)
        require_power_over(actor, role)
        address = parse_email(email)
        if await self._comptes.by_email(address) is not None:
            raise EmailTaken
        invitation = AccessLink.asked(
            LinkPurpose.INVITATION,
            id=id,
            email=address,
            role=role,
            language=language,
            by_id=actor.id,
            at=self._clock.now(),
        )
        try:
            return await self._links.add(invitation)
        except AlreadyExists:
            return await self._links.get(id)
