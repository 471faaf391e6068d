"""Do without a second factor."""

from collections.abc import Collection

from sorbo_core.identity.password import PasswordRules
from sorbo_core.identity.permissions import RESERVED, Role
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.second_factor.errors import NoSecondFactor, SecondFactorMandatory
from sorbo_core.identity.sessions.guessing import Guesser
from sorbo_core.identity.sessions.login_session import EndReason
from sorbo_core.identity.sessions.ports import LoginSessions
from sorbo_core.identity.use_cases.compte.own import own_compte
from sorbo_core.identity.use_cases.second_factor.confirmation import Confirmation
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class DisableSecondFactor:
    """Log in with the password alone from now on. It takes the password and a code.

    All other sessions of the account end. A password that is long enough only beside a second factor
    has to be changed first.

    Raises:
        Unauthenticated: a visitor asks.
        TokenInvalid: the account has gone or is no longer active.
        NoSecondFactor: there is none.
        SecondFactorMandatory: the role asks for one; renew it instead.
        WrongPassword: the password is another one.
        WrongCode: it is no code of the second factor.
        PasswordTooWeak: the password is too short to stand alone.
        TooManyGuesses: it is too early for another try.
        Unavailable: too many passwords wait to be hashed.
    """

    def __init__(
        self,
        *,
        comptes: Comptes,
        sessions: LoginSessions,
        confirmation: Confirmation,
        rules: PasswordRules,
        clock: Clock,
        obliged: Collection[Role] = RESERVED,
    ) -> None:
        self._comptes = comptes
        self._sessions = sessions
        self._confirmation = confirmation
        self._rules = rules
        self._clock = clock
        self._obliged = frozenset(obliged)

    async def __call__(
        self, *, actor: Actor, password: str, code: str, address: str, device_token: str | None = None
    ) -> None:
        compte = await own_compte(self._comptes, actor)
        if compte.second_factor is None:
            raise NoSecondFactor
        if compte.role in self._obliged:
            raise SecondFactorMandatory
        guesser = Guesser(email=compte.email, address=address, device_token=device_token)
        await self._confirmation.of(compte, password=password, code=code, guesser=guesser)
        self._rules.accept(password, holder=(compte.name, compte.email), pointer="/currentPassword")
        now = self._clock.now()
        await self._comptes.update(
            compte.id, lambda current: current.without_second_factor(by=compte.id, at=now)
        )
        await self._sessions.end_all(
            compte.id, reason=EndReason.SECOND_FACTOR_CHANGED, at=now, but=actor.session_id
        )
