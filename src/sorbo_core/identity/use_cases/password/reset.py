"""Choose another password by the link of a mail."""

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import AccessLinkNotValid, CompteNotFound
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.ports import AccessLinks, Comptes
from sorbo_core.identity.use_cases.link.follow import Follow
from sorbo_core.identity.use_cases.password.replace import ReplacePassword
from sorbo_core.shared.ports import Clock


class ResetPassword:
    """Choose another password with the token from the mail. Every session of the account ends; then log in.

    The token is good once, for an hour, as long as the account is active and has the same address
    and password as when it was asked for. A mail tells the holder.

    Raises:
        AccessLinkNotValid: the token is not whole, was used, or is no longer good.
        PasswordTooWeak: the password breaks a rule; the token stays good.
        Unavailable: too many passwords wait to be hashed.
    """

    def __init__(
        self, *, links: AccessLinks, comptes: Comptes, replace: ReplacePassword, clock: Clock
    ) -> None:
        self._links = links
        self._comptes = comptes
        self._replace = replace
        self._clock = clock

    async def __call__(self, *, token: str, password: str) -> Compte:
        purpose = LinkPurpose.PASSWORD_RESET
        follow = Follow(links=self._links, clock=self._clock, purpose=purpose, token=token)
        link = await follow.look()
        compte = await self._about(link)
        password_hash = await self._replace.hash(self._replace.accept(password, compte))
        await follow.use(link)
        return await self._replace.keep(
            compte.id, password_hash, provided=lambda current: _unchanged_since(current, link)
        )

    async def _about(self, link: AccessLink) -> Compte:
        try:
            return _unchanged_since(await self._comptes.get(link.compte_id or ""), link)
        except CompteNotFound:
            raise AccessLinkNotValid from None


def _unchanged_since(compte: Compte, link: AccessLink) -> Compte:
    changed_at = compte.password_changed_at
    later = changed_at is not None and changed_at > link.asked_at
    if not compte.active or compte.email != link.email or later:
        raise AccessLinkNotValid
    return compte
