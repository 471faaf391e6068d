"""Standing: what who holds a session may do now."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Protocol

import msgspec

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound, TokenInvalid
from sorbo_core.identity.permissions import RESERVED, Role
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.sessions.errors import LoginSessionNotFound
from sorbo_core.identity.sessions.login_session import EndReason, LoginSession, Proof
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.caching.cache import Cache
from sorbo_core.shared.caching.invalidating import Invalidating
from sorbo_core.shared.caching.ports import Kept
from sorbo_core.shared.caching.tags import one
from sorbo_core.shared.ports import Clock

SESSION, COMPTE = "login_session", "compte"
"""The nouns by which standings are made out of date."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a session, with what they may do, and when it is over if it is not used."""

    actor: Actor
    over_at: datetime


class Standings(Protocol):
    """Tells the standing of sessions."""

    async def of(self, session_id: str) -> Standing:
        """Return the standing of a session, not older than a second anywhere.

        Raises:
            TokenInvalid: there is no such session, it is over, or its account is gone or not active.
            Unavailable: the database does not answer.
        """


class KeptStandings(Standings):
    """Standings read once, and kept until the session or the account changes, for a moment at most.

    Args:
        sessions, comptes: what they are made from; their writes make what is kept forgotten.
        kept: keeps them.
        clock: tells whether a session is over.
        obliged: roles that a second factor is asked of; without one, they may only set it up.
    """

    def __init__(
        self,
        *,
        sessions: LoginSessions,
        comptes: Comptes,
        kept: Cache[Standing],
        clock: Clock,
        obliged: Collection[Role] = RESERVED,
    ) -> None:
        self._sessions = sessions
        self._comptes = comptes
        self._kept = kept
        self._clock = clock
        self._obliged = frozenset(obliged)

    async def of(self, session_id: str) -> Standing:
        """Return it, as `Standings.of` promises."""
        found = await self._kept.get(session_id, lambda: self._made(session_id))
        if found is None or found.kept.value.over_at <= self._clock.now():
            raise TokenInvalid
        return found.kept.value

    async def _made(self, session_id: str) -> Kept[Standing] | None:
        made_at = self._kept.now()
        try:
            session = await self._sessions.get(session_id)
            compte = await self._comptes.get(session.compte_id)
        except (LoginSessionNotFound, CompteNotFound):
            return None
        if session.ended_because is not None or not compte.active or _is_outdated(session, compte):
            return None
        actor = msgspec.structs.replace(compte.actor, session_id=session.id)
        if compte.role in self._obliged and Proof.SECOND_FACTOR not in session.proofs:
            actor = msgspec.structs.replace(actor, permissions=frozenset(), confined=True)
        tags = (one(SESSION, session.id), one(COMPTE, compte.id))
        return Kept(
            value=Standing(actor=actor, over_at=session.over_at),
            tags=tags,
            made_at=made_at,
        )


def _is_outdated(session: LoginSession, compte: Compte) -> bool:
    """Tell whether what opened a session would not now: who changed that may have died before ending it."""
    changed = compte.password_changed_at
    if changed is not None and session.created_at < changed:
        return True
    return compte.second_factor is not None and Proof.SECOND_FACTOR not in session.proofs


class InvalidatingComptes(Invalidating):
    """Accounts whose changes are forgotten with the standings, those that keep a super-admin too."""

    async def update_led(self, id: str, change: Callable[[Compte], Compte]) -> Compte:
        """Update, and forget."""
        stored: Compte = await self._repository.update_led(id, change)
        await self._forget(id)
        return stored


class InvalidatingSessions(Invalidating):
    """Sessions whose ends are forgotten with the standings, those of a whole account too."""

    async def end_all(
        self, compte_id: str, *, reason: EndReason, at: datetime, but: str | None = None
    ) -> tuple[str, ...]:
        """End, and forget."""
        ended: tuple[str, ...] = await self._repository.end_all(compte_id, reason=reason, at=at, but=but)
        for id_ in ended:
            await self._forget(id_)
        return ended
