"""What every decision about somebody's account has in common."""

from collections.abc import Callable
from datetime import datetime

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import OwnCompte
from sorbo_core.identity.permissions import Role, require_power_over
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.sessions.login_session import EndReason
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.shared.actor import Actor, Permission
from sorbo_core.shared.ports import Clock

Decision = Callable[[Compte, str, datetime], Compte]
"""Returns the account as it is decided, by whom and when."""


class Decide:
    """Decides about accounts of others, and ends the sessions of whom it concerns."""

    def __init__(self, *, comptes: Comptes, sessions: LoginSessions, clock: Clock) -> None:
        self._comptes = comptes
        self._sessions = sessions
        self._clock = clock

    async def _decide(
        self,
        decision: Decision,
        *,
        actor: Actor,
        id: str,
        version: int | None,
        roles: tuple[Role, ...] = (),
        ends: EndReason | None = None,
    ) -> Compte:
        """Return the account as it is then; of the same decision again, sessions that are left end."""
        actor.require(Permission.WRITE_COMPTES)
        by, now = actor.known(), self._clock.now()
        require_power_over(actor, *roles)

        def decide(compte: Compte) -> Compte:
            # In here, about the account as it is when it is written.
            if compte.id == by:
                raise OwnCompte
            require_power_over(actor, compte.role)
            return decision(compte.at_version(version), by, now)

        decided = await self._comptes.update_led(id, decide)
        if ends is not None:
            await self._sessions.end_all(id, reason=ends, at=now)
        return decided
