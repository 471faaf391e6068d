"""Confirm a second factor."""

from datetime import datetime

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.second_factor.errors import EnrolmentNotBegun, WrongCode
from sorbo_core.identity.second_factor.factor import SecondFactor
from sorbo_core.identity.second_factor.ports import OneTimeCodes
from sorbo_core.identity.second_factor.recovery import CODES, hash_of_code, recovery_code
from sorbo_core.identity.sessions.login_session import EndReason, Proof
from sorbo_core.identity.sessions.ports import LoginSessions, Secrets
from sorbo_core.identity.use_cases.compte.own import own_compte
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.errors import Violation
from sorbo_core.shared.ports import Clock


class ConfirmSecondFactor:
    """Set the second factor up that was begun, with a code of it; get ten recovery codes.

    From now on logins ask for a code. The recovery codes are shown this once; each is good once, and
    those from before are good no more. This session goes on, all others of the account end.

    Raises:
        Unauthenticated: a visitor asks.
        TokenInvalid: the account has gone or is no longer active.
        EnrolmentNotBegun: none was begun within the last quarter of an hour.
        WrongCode: it is no code of the new authenticator, or not one of now.
    """

    def __init__(
        self,
        *,
        comptes: Comptes,
        sessions: LoginSessions,
        codes: OneTimeCodes,
        secrets: Secrets,
        clock: Clock,
    ) -> None:
        self._comptes = comptes
        self._sessions = sessions
        self._codes = codes
        self._secrets = secrets
        self._clock = clock

    async def __call__(self, *, actor: Actor, code: str) -> tuple[str, ...]:
        compte, now = await own_compte(self._comptes, actor), self._clock.now()
        recovery = tuple(recovery_code(self._secrets.new()) for _ in range(CODES))
        hashes = tuple(map(hash_of_code, recovery))
        await self._comptes.update(
            compte.id,
            lambda current: current.with_second_factor(
                self._confirmed(current, code, hashes, at=now), at=now
            ),
        )
        if actor.session_id is not None:
            await self._sessions.update(
                actor.session_id, lambda session: session.proven(Proof.SECOND_FACTOR, at=now)
            )
        await self._sessions.end_all(
            compte.id, reason=EndReason.SECOND_FACTOR_CHANGED, at=now, but=actor.session_id
        )
        return recovery

    def _confirmed(
        self, current: Compte, code: str, hashes: tuple[str, ...], *, at: datetime
    ) -> SecondFactor:
        candidate = current.candidate
        if candidate is None or not candidate.is_open(at):
            raise EnrolmentNotBegun
        digits = "".join(code.split())
        step = self._codes.step_of(digits, candidate.sealed, holder=current.id, at=at)
        if step is None:
            raise WrongCode(Violation("/code", "wrong_code"))
        return SecondFactor(sealed=candidate.sealed, since=at, last_step=step, recovery=hashes)
