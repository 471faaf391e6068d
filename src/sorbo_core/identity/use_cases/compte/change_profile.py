"""Change one's own name."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.use_cases.compte.own import own_compte
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class ChangeOwnProfile:
    """Change the name of one's own account. The address and the password have ways of their own.

    Raises:
        Unauthenticated: a visitor asks.
        TokenInvalid: the account has gone or is no longer active.
        Invalid: the name is not accepted.
        Stale: it was changed since.
    """

    def __init__(self, *, comptes: Comptes, clock: Clock) -> None:
        self._comptes = comptes
        self._clock = clock

    async def __call__(self, *, actor: Actor, name: str | None, version: int | None = None) -> Compte:
        """Return the account as it is then; a name of None stays."""
        compte, now = await own_compte(self._comptes, actor), self._clock.now()
        return await self._comptes.update(
            compte.id, lambda current: current.at_version(version).with_name(name or current.name, at=now)
        )
