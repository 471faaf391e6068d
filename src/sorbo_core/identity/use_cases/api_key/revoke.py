"""Revoke somebody's API key."""

from sorbo_core.identity.api_keys.api_key import ApiKey
from sorbo_core.identity.api_keys.ports import ApiKeys
from sorbo_core.identity.errors import CompteNotFound
from sorbo_core.identity.permissions import require_power_over
from sorbo_core.identity.ports import Comptes
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock


class RevokeApiKey:
    """Make somebody's API key worth nothing, at once and on every worker; once more changes nothing.

    Raises:
        Unauthenticated, Forbidden: the actor may not change accounts.
        ApiKeyNotFound: there is none with this id.
        RoleReserved: it is an admin's, which is for super-admins.
    """

    def __init__(self, *, keys: ApiKeys, comptes: Comptes, clock: Clock) -> None:
        self._keys = keys
        self._comptes = comptes
        self._clock = clock

    async def __call__(self, *, actor: Actor, id: str) -> ApiKey:
        actor.require(Permission.WRITE_COMPTES)
        by, now, key = actor.known(), self._clock.now(), await self._keys.get(id)
        try:
            holder = await self._comptes.get(key.compte_id)
        except CompteNotFound:
            holder = None
        # One's own, whatever the role: who has leaked theirs must not wait for somebody.
        if holder is not None and holder.id != by:
            require_power_over(actor, holder.role)
        return await self._keys.update(id, lambda current: current.revoke(by=by, at=now))
