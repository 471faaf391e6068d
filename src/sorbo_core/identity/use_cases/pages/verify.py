"""Verify a login on the pages of the existing site."""

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import TokenInvalid
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.sessions.page_tokens import PageTokens
from sorbo_core.identity.sessions.standing import Standings
from sorbo_core.identity.use_cases.pages.open import manages


class VerifyPagesLogin:
    """Tell whose a token of those pages is, as long as its session goes on.

    Raises:
        TokenInvalid: it is no such token, has run out, or its session is over, or its holder manages
            nothing of the site any more.
        Unavailable: the database does not answer.
    """

    def __init__(self, *, tokens: PageTokens, standings: Standings, comptes: Comptes) -> None:
        self._tokens = tokens
        self._standings = standings
        self._comptes = comptes

    async def __call__(self, *, token: str) -> Compte:
        actor = (await self._standings.of(self._tokens.session_of(token))).actor
        if not manages(actor):
            raise TokenInvalid
        return await self._comptes.get(actor.known())
