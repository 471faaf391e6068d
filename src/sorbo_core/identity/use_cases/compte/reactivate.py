"""Let somebody log in again."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.use_cases.compte.decide import Decide
from sorbo_core.shared.actor import Actor


class ReactivateCompte(Decide):
    """Let the holder of an account log in again, with the password that it had. Once more changes nothing.

    Raises:
        Unauthenticated, Forbidden: the actor may not change accounts.
        OwnCompte: the account is the actor's own.
        RoleReserved: it is an admin's, which is for super-admins.
        CompteNotFound: there is none with this id.
        CompteErased: the account was erased.
        Stale: somebody changed it since.
    """

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Compte:
        return await self._decide(
            lambda compte, by, at: compte.reactivate(by=by, at=at), actor=actor, id=id, version=version
        )
