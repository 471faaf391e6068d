"""Read one's own account."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound, TokenInvalid
from sorbo_core.identity.ports import Comptes
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Unauthenticated


class ReadOwnCompte:
    """Read the account of who asks, as it is now.

    Raises:
        Unauthenticated: a visitor asks.
        TokenInvalid: the account has gone or is no longer active.
    """

    def __init__(self, *, comptes: Comptes) -> None:
        self._comptes = comptes

    async def __call__(self, *, actor: Actor) -> Compte:
        if actor.id is None:
            raise Unauthenticated
        try:
            compte = await self._comptes.get(actor.id)
        except CompteNotFound:
            raise TokenInvalid from None
        if not compte.active:
            raise TokenInvalid
        return compte
