"""What every use case that opens an account by a link does."""

from typing import ClassVar

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import AccessLinkNotValid
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.password import PasswordRules
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.ports import AccessLinks, Comptes, PasswordHasher
from sorbo_core.identity.use_cases.link.follow import Follow
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.ports import Clock


class OpenByLink:
    """Opens an account with the token from a mail; its reader chooses the name and the password."""

    purpose: ClassVar[LinkPurpose]

    def __init__(
        self,
        *,
        links: AccessLinks,
        comptes: Comptes,
        hasher: PasswordHasher,
        rules: PasswordRules,
        clock: Clock,
    ) -> None:
        self._links = links
        self._comptes = comptes
        self._hasher = hasher
        self._rules = rules
        self._clock = clock

    async def __call__(self, *, token: str, name: str, password: str) -> Compte:
        follow = Follow(links=self._links, clock=self._clock, purpose=self.purpose, token=token)
        link = await follow.look()
        accepted = self._rules.accept(password, holder=(name, link.email))
        compte = Compte.opened(
            # The link's own: whatever happens, one link opens one account.
            id=link.id,
            email=link.email,
            name=name,
            role=link.role or Role.VISITOR,
            password_hash=await self._hasher.hash(accepted),
            at=self._clock.now(),
        )
        await follow.use(link)
        try:
            return await self._comptes.add(compte)
        except AlreadyExists:
            raise AccessLinkNotValid from None
