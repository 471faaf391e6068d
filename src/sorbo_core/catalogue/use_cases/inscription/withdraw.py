"""Withdraw one's own inscription."""

import hmac

from sorbo_core.catalogue.enrolment.errors import InscriptionNotFound
from sorbo_core.catalogue.enrolment.place import Ending
from sorbo_core.catalogue.use_cases.inscription.moves import MovesInscriptions
from sorbo_core.catalogue.use_cases.inscription.request import Receipt


class WithdrawInscription(MovesInscriptions):
    """Give up one's inscription with the token from the mail: the seats go to the head of the waiting line.

    A mail confirms it. One that is `annulee` already stays as it is.

    Raises:
        InscriptionNotFound: there is none with this id and this token.
        AlreadyPresent: they have taken part.
    """

    async def __call__(self, *, id: str, token: str) -> Receipt:
        inscription = await self._inscriptions.get(id)
        known = hmac.compare_digest(inscription.token.encode(), token.encode())
        if not known or inscription.erased_at is not None:
            raise InscriptionNotFound
        now = self._clock.now()
        withdrawn = await self._move(
            inscription, lambda register: register.cancel(id, Ending.WITHDRAWN, at=now)
        )
        return Receipt(id=id, state=withdrawn.state)
