"""Log in with a password."""

from contextlib import suppress

import msgspec

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import WrongCredentials
from sorbo_core.identity.password import MAX_LENGTH, normalise_password
from sorbo_core.identity.ports import Comptes, PasswordHasher
from sorbo_core.identity.second_factor.tickets import LoginTickets
from sorbo_core.identity.sessions.guessing import Guesser, Guessing
from sorbo_core.identity.sessions.login_session import Device, Proof
from sorbo_core.identity.use_cases.session.open import OpenSession, Passes
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import Invalid, Unavailable


class LoggedIn(msgspec.Struct, frozen=True, kw_only=True):
    """A login that is complete: what to go on with, and what tells the device again."""

    passes: Passes
    device_token: str


class SecondFactorNeeded(msgspec.Struct, frozen=True, kw_only=True):
    """A login that waits for a code: the ticket to give it with."""

    ticket: str


class LogIn:
    """Exchange an address and a password for a session: an access token of fifteen minutes, a refresh token.

    An unknown address, a wrong password and an inactive account get the same answer after the same
    work. After five wrong passwords for one address each further try waits twice as long as the one
    before, up to an hour, and so does a network address after thirty; whoever logs in begins anew. A
    device that has logged in before waits for its own mistakes only. An account with a second factor
    gets a ticket, good for five minutes and one login, to be completed with a code.

    Raises:
        WrongCredentials: they do not belong to an active account.
        TooManyGuesses: it is too early for another try.
        Unavailable: too many people log in at the same time.
    """

    def __init__(
        self,
        *,
        comptes: Comptes,
        hasher: PasswordHasher,
        guessing: Guessing,
        open_session: OpenSession,
        tickets: LoginTickets,
    ) -> None:
        self._comptes = comptes
        self._hasher = hasher
        self._guessing = guessing
        self._open_session = open_session
        self._tickets = tickets

    async def __call__(
        self, *, email: str, password: str, device: Device, device_token: str | None = None
    ) -> LoggedIn | SecondFactorNeeded:
        address = _lookup_form(email)
        guesser = Guesser(email=address, address=device.address, device_token=device_token)
        async with self._guessing.trying(guesser):
            compte = await self._proven(address, password[: MAX_LENGTH + 1])
        if compte.second_factor is not None:
            await self._guessing.abandoned(guesser)
            return SecondFactorNeeded(ticket=self._tickets.issue(compte))
        passes = await self._open_session(compte=compte, proofs=(Proof.PASSWORD,), device=device)
        await self._guessing.succeeded(guesser)
        return LoggedIn(passes=passes, device_token=self._guessing.device_token(guesser))

    async def _proven(self, address: str, password: str) -> Compte:
        """Return the account with this address whose password this is."""
        # The same look-up and the same hash, be the address known, unknown or no address at all.
        compte = await self._comptes.by_email(address)
        right = await self._hasher.verify(password, compte.password_hash if compte is not None else None)
        if compte is None or not right or not compte.active:
            raise WrongCredentials
        if self._hasher.is_outdated(compte.password_hash):
            with suppress(Unavailable):  # the next login does it
                return await self._hashed_again(compte, password)
        return compte

    async def _hashed_again(self, compte: Compte, password: str) -> Compte:
        """Keep the hash by today's parameters, unless the password was changed. It is the same: no event."""
        before, now = compte.password_hash, await self._hasher.hash(normalise_password(password))

        def renewed(current: Compte) -> Compte:
            same = current.password_hash == before
            return msgspec.structs.replace(current, password_hash=now) if same else current

        return await self._comptes.update(compte.id, renewed)


def _lookup_form(email: str) -> str:
    try:
        return parse_email(email)
    except Invalid:
        return ""
