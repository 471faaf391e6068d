"""Confirm another address."""

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import AccessLinkNotValid, CompteNotFound
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.ports import AccessLinks, Comptes
from sorbo_core.identity.use_cases.link.follow import Follow
from sorbo_core.shared.ports import Clock


class ConfirmEmailChange:
    """Give an account the address that its holder asked for, with the token from the mail to that address.

    The token is good once, for an hour, as long as the account is active and its address the same as
    when it was asked for. A mail tells the address before.

    Raises:
        AccessLinkNotValid: the token is not whole, was used, or is no longer good.
        EmailTaken: another account got the address since.
    """

    def __init__(self, *, links: AccessLinks, comptes: Comptes, clock: Clock) -> None:
        self._links = links
        self._comptes = comptes
        self._clock = clock

    async def __call__(self, *, token: str) -> Compte:
        purpose = LinkPurpose.EMAIL_CHANGE
        follow = Follow(links=self._links, clock=self._clock, purpose=purpose, token=token)
        link = await follow.look()
        await follow.use(link)
        now = self._clock.now()
        try:
            return await self._comptes.update(
                link.compte_id or "",
                lambda compte: _as_asked(compte, link).with_email(link.email, link_id=link.id, at=now),
            )
        except CompteNotFound:
            raise AccessLinkNotValid from None


def _as_asked(compte: Compte, link: AccessLink) -> Compte:
    if not compte.active or compte.email != link.former_email:
        raise AccessLinkNotValid
    return compte
