"""Log in on the pages of the existing site."""

from datetime import datetime

import msgspec

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.second_factor.errors import SecondFactorRequired
from sorbo_core.identity.sessions.login_session import Device
from sorbo_core.identity.sessions.page_tokens import PageTokens
from sorbo_core.identity.use_cases.log_in import LogIn, SecondFactorNeeded


class PagesLogin(msgspec.Struct, frozen=True, kw_only=True):
    """A login on those pages: the token that they keep, whose it is, and when they came in."""

    token: str
    compte: Compte
    at: datetime


class LogInOnPages:
    """Exchange an address and a password for a token that the site's own pages take, and nothing else does.

    Unknown addresses, wrong passwords and guesses are dealt with as in every login. The session is one
    like any other: its holder sees it and can end it, and what ends the others ends it.

    Raises:
        WrongCredentials: they do not belong to an active account.
        TooManyGuesses: it is too early for another try.
        Forbidden: the account manages nothing of the site.
        SecondFactorRequired: the account has, or has to have, a second factor.
        Unavailable: too many people log in at the same time.
    """

    def __init__(self, *, log_in: LogIn, tokens: PageTokens, comptes: Comptes) -> None:
        self._log_in = log_in
        self._tokens = tokens
        self._comptes = comptes

    async def __call__(self, *, email: str, password: str, device: Device) -> PagesLogin:
        login = await self._log_in(email=email, password=password, device=device)
        if isinstance(login, SecondFactorNeeded):
            raise SecondFactorRequired
        # Its access and refresh tokens go no further: nobody can go on with them elsewhere.
        session = login.passes.session
        compte = await self._comptes.get(session.compte_id)
        return PagesLogin(token=self._tokens.issue(session), compte=compte, at=session.created_at)
