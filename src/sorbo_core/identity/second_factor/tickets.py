"""Tickets: who has given the password gets one, to give the code with."""

import hmac
from datetime import UTC, datetime, timedelta

from sorbo_core.identity.compte import Compte
from sorbo_core.identity.errors import CompteNotFound
from sorbo_core.identity.ports import Comptes
from sorbo_core.identity.second_factor.errors import LoginTicketInvalid
from sorbo_core.identity.second_factor.ports import Seals
from sorbo_core.shared.ports import Clock

GOOD_FOR = timedelta(minutes=5)
_KIND, _BETWEEN, _PARTS, _LONGEST = "login", "~", 4, 200


class LoginTickets:
    """Tickets `login~COMPTE~UNTIL~SEAL`, which nothing is stored of.

    The seal knows the version of the account: the code that completes a login makes another one, so
    that a ticket is good once, and a changed password or role makes it worth nothing.
    """

    def __init__(self, *, seals: Seals, comptes: Comptes, clock: Clock) -> None:
        self._seals = seals
        self._comptes = comptes
        self._clock = clock

    def issue(self, compte: Compte) -> str:
        """Return a ticket for an account whose password was given, as the account is now."""
        until = str(int((self._clock.now() + GOOD_FOR).timestamp()))
        return _BETWEEN.join((_KIND, compte.id, until, self._seal(compte, until)))

    async def redeem(self, ticket: str) -> Compte:
        """Return the account that a ticket is for.

        Raises:
            LoginTicketInvalid: it is none of ours, has run out, or the account has changed.
        """
        parts = ticket.split(_BETWEEN) if len(ticket) <= _LONGEST and ticket.isascii() else []
        if len(parts) != _PARTS or parts[0] != _KIND or not parts[2].isdigit():
            raise LoginTicketInvalid
        _, id_, until, seal = parts
        try:
            compte = await self._comptes.get(id_)
        except CompteNotFound:
            raise LoginTicketInvalid from None
        good = hmac.compare_digest(seal, self._seal(compte, until)) and compte.active
        if not good or datetime.fromtimestamp(int(until), UTC) <= self._clock.now():
            raise LoginTicketInvalid
        return compte

    def _seal(self, compte: Compte, until: str) -> str:
        return self._seals.seal(compte.id, until, str(compte.version))
