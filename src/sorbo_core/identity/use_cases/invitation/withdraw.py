"""Withdraw an invitation."""

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.ports import AccessLinks
from sorbo_core.identity.use_cases.invitation.find import decidable
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class WithdrawInvitation:
    """Make the links of an invitation worthless from now on; once more changes nothing.

    Raises:
        Unauthenticated, Forbidden: the actor may not change accounts.
        RoleReserved: the role is for super-admins to give.
        InvitationNotFound: there is none with this id.
        InvitationEnded: it was accepted.
        Stale: somebody changed it since.
    """

    def __init__(self, *, links: AccessLinks, clock: Clock) -> None:
        self._links = links
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> AccessLink:
        await decidable(self._links, actor, id)
        by, now = actor.known(), self._clock.now()
        return await self._links.update(id, lambda link: link.at_version(version).withdraw(by=by, at=now))
