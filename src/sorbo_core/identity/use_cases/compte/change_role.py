"""Change what an account is for."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.permissions import Role
from sorbo_core.identity.sessions.login_session import EndReason
from sorbo_core.identity.use_cases.compte.decide import Decide
from sorbo_core.shared.actor import Actor


class ChangeRole(Decide):
    """Give an account another role. Its sessions end: its holder logs in again.

    Nobody changes their own. Super-admins alone make and unmake admins and super-admins, and one of
    them stays.

    Raises:
        Unauthenticated, Forbidden: the actor may not change accounts.
        OwnCompte: the account is the actor's own.
        RoleReserved: the role, before or after, is for super-admins to give.
        CompteNotFound: there is none with this id.
        LastSuperAdmin: no active super-admin would be left.
        CompteErased: the account was erased.
        Stale: somebody changed it since.
    """

    async def __call__(self, *, actor: Actor, id: str, role: Role, version: int | None = None) -> Compte:
        return await self._decide(
            lambda compte, by, at: compte.with_role(role, by=by, at=at),
            actor=actor,
            id=id,
            version=version,
            roles=(role,),
            ends=EndReason.ROLE_CHANGED,
        )
