"""Complete a login with a second factor."""

from sorbo_core.identity.second_factor.check import CodeCheck
from sorbo_core.identity.second_factor.errors import CodeRefused, WrongCode
from sorbo_core.identity.second_factor.tickets import LoginTickets
from sorbo_core.identity.sessions.guessing import Guesser, Guessing
from sorbo_core.identity.sessions.login_session import Device, Proof
from sorbo_core.identity.use_cases.log_in import LoggedIn
from sorbo_core.identity.use_cases.session.open import OpenSession


class CompleteLogin:
    """Exchange the ticket of a login, and a code, for a session.

    The code is the authenticator's, or one of the recovery codes; each is good once. Wrong ones count
    with wrong passwords, and wait as they do.

    Raises:
        LoginTicketInvalid: the login was begun too long ago or completed, or the account has changed.
        CodeRefused: the code is wrong, was used before, or is too old; the ticket stays good.
        TooManyGuesses: it is too early for another try.
        Unavailable: the database does not answer.
    """

    def __init__(
        self,
        *,
        tickets: LoginTickets,
        check: CodeCheck,
        guessing: Guessing,
        open_session: OpenSession,
    ) -> None:
        self._tickets = tickets
        self._check = check
        self._guessing = guessing
        self._open_session = open_session

    async def __call__(
        self, *, ticket: str, code: str, device: Device, device_token: str | None = None
    ) -> LoggedIn:
        compte = await self._tickets.redeem(ticket)
        guesser = Guesser(email=compte.email, address=device.address, device_token=device_token)
        try:
            async with self._guessing.trying(guesser):
                proven = await self._check.use(compte, code)
        except WrongCode:
            raise CodeRefused from None
        proofs = (Proof.PASSWORD, Proof.SECOND_FACTOR)
        passes = await self._open_session(compte=proven, proofs=proofs, device=device)
        await self._guessing.succeeded(guesser)
        return LoggedIn(passes=passes, device_token=self._guessing.device_token(guesser))
