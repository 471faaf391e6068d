"""Begin to set up a second factor."""

from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.second_factor.ports import NewSecret, OneTimeCodes
from sorbo_core.identity.sessions.guessing import Guesser
from sorbo_core.identity.use_cases.compte.own import own_compte
from sorbo_core.identity.use_cases.second_factor.confirmation import Confirmation
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class BeginSecondFactor:
    """Begin to set up a second factor, or to renew the one that there is: get the authenticator's secret.

    It takes the password, and a code where there is a second factor already, which stays good until
    the new one is confirmed. The secret is shown this once; a quarter of an hour is left to confirm it.

    Raises:
        Unauthenticated: a visitor asks.
        TokenInvalid: the account has gone or is no longer active.
        WrongPassword: the password is another one.
        WrongCode: there is a second factor, and this is no code of it.
        TooManyGuesses: it is too early for another try.
        Unavailable: too many passwords wait to be hashed.
    """

    def __init__(
        self, *, comptes: Comptes, confirmation: Confirmation, codes: OneTimeCodes, clock: Clock
    ) -> None:
        self._comptes = comptes
        self._confirmation = confirmation
        self._codes = codes
        self._clock = clock

    async def __call__(
        self,
        *,
        actor: Actor,
        password: str,
        code: str | None = None,
        address: str,
        device_token: str | None = None,
    ) -> NewSecret:
        compte = await own_compte(self._comptes, actor)
        guesser = Guesser(email=compte.email, address=address, device_token=device_token)
        await self._confirmation.of(compte, password=password, code=code, guesser=guesser)
        secret, now = self._codes.new(holder=compte.id, email=compte.email), self._clock.now()
        await self._comptes.update(compte.id, lambda current: current.with_candidate(secret.sealed, at=now))
        return secret
