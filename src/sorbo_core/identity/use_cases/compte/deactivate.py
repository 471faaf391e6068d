"""Keep somebody from logging in."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.sessions.login_session import EndReason
from sorbo_core.identity.use_cases.compte.decide import Decide
from sorbo_core.shared.actor import Actor


class DeactivateCompte(Decide):
    """Let nobody log in to an account any more; its sessions end at once. Once more changes nothing.

    What was done with it stays. Only then can it be erased, with what else is kept of its holder.
    Nobody deactivates their own, and one super-admin stays.

    Raises:
        Unauthenticated, Forbidden: the actor may not change accounts.
        OwnCompte: the account is the actor's own.
        RoleReserved: it is an admin's, which is for super-admins.
        CompteNotFound: there is none with this id.
        LastSuperAdmin: no active super-admin would be left.
        Stale: somebody changed it since.
    """

    async def __call__(self, *, actor: Actor, id: str, version: int | None = None) -> Compte:
        return await self._decide(
            lambda compte, by, at: compte.deactivate(by=by, at=at),
            actor=actor,
            id=id,
            version=version,
            ends=EndReason.COMPTE_CLOSED,
        )
