"""Log in with a password."""

from sorbo_core.identity.errors import WrongCredentials
from sorbo_core.identity.password import MAX_LENGTH, normalise_password
from sorbo_core.identity.ports import AccessToken, AccessTokens, Comptes, PasswordHasher
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.errors import Invalid
from sorbo_core.shared.ports import Clock


class LogIn:
    """Exchange an address and a password for an access token of fifteen minutes.

    An unknown address, a wrong password and an inactive account get the same answer after the
    same work.

    Raises:
        WrongCredentials: they do not belong to an active account.
        Unavailable: too many people log in at the same time.
    """

    def __init__(
        self, *, comptes: Comptes, hasher: PasswordHasher, tokens: AccessTokens, clock: Clock
    ) -> None:
        self._comptes = comptes
        self._hasher = hasher
        self._tokens = tokens
        self._clock = clock

    async def __call__(self, *, email: str, password: str) -> AccessToken:
        # The same look-up and the same hash, be the address known, unknown or no address at all.
        compte = await self._comptes.by_email(_lookup_form(email))
        known = compte.password_hash if compte is not None else None
        # Cut before it is hashed: a password of megabytes would be a cheap way to keep us busy.
        right = await self._hasher.verify(normalise_password(password[: MAX_LENGTH + 1]), known)
        if compte is None or not right or not compte.active:
            raise WrongCredentials
        return self._tokens.issue(compte, now=self._clock.now())


def _lookup_form(email: str) -> str:
    try:
        return parse_email(email)
    except Invalid:
        return ""
