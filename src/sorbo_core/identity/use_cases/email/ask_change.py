"""Ask for another address of one's own account."""

from sorbo_core.identity.access_link import AccessLink
from sorbo_core.identity.events import LinkPurpose
from sorbo_core.identity.ports import AccessLinks, Comptes
from sorbo_core.identity.sessions.guessing import Guesser
from sorbo_core.identity.use_cases.compte.own import own_compte
from sorbo_core.identity.use_cases.second_factor.confirmation import Confirmation
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.ports import Clock, Ids


class AskForEmailChange:
    """Ask for another address of one's own account. A link goes to the new one.

    It takes the present password, and a code where there is a second factor.
    Until its holder follows it, within an hour, nothing changes. The answer is the same whether the
    new address has an account or not.

    Raises:
        Unauthenticated: a visitor asks.
        TokenInvalid: the account has gone or is no longer active.
        Invalid: the address is none.
        WrongPassword: the present password is another one.
        WrongCode: there is a second factor, and this is no code of it.
        TooManyGuesses: it is too early for another try.
        Unavailable: too many passwords wait to be hashed.
    """

    def __init__(
        self, *, links: AccessLinks, comptes: Comptes, confirmation: Confirmation, ids: Ids, clock: Clock
    ) -> None:
        self._links = links
        self._comptes = comptes
        self._confirmation = confirmation
        self._ids = ids
        self._clock = clock

    async def __call__(
        self,
        *,
        actor: Actor,
        email: str,
        current_password: str,
        language: Language,
        code: str | None = None,
        address: str,
        device_token: str | None = None,
    ) -> None:
        wanted = parse_email(email)
        compte = await own_compte(self._comptes, actor)
        guesser = Guesser(email=compte.email, address=address, device_token=device_token)
        await self._confirmation.of(compte, password=current_password, code=code, guesser=guesser)
        asked = AccessLink.asked(
            LinkPurpose.EMAIL_CHANGE,
            id=self._ids.new(),
            email=wanted,
            former_email=compte.email,
            compte_id=compte.id,
            language=language,
            at=self._clock.now(),
        )
        await self._links.add(asked)
