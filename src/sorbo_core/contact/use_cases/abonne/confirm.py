"""Confirm what was asked."""

from sorbo_core.contact.newsletter.abonne import Abonne
from sorbo_core.contact.newsletter.errors import AbonneNotFound, LinkNotValid
from sorbo_core.contact.newsletter.links import holder_of, proof_of
from sorbo_core.contact.newsletter.ports import Abonnes
from sorbo_core.shared.ports import Clock


class ConfirmSubscription:
    """Agree, with the token from the mail, to what was asked with one's address: a subscription or a change.

    The token is good once, for 7 days.

    Raises:
        LinkNotValid: it is not whole, was used, or has run out.
    """

    def __init__(self, *, abonnes: Abonnes, clock: Clock) -> None:
        self._abonnes = abonnes
        self._clock = clock

    async def __call__(self, *, token: str) -> Abonne:
        now, proof = self._clock.now(), proof_of(token)
        try:
            return await self._abonnes.update(holder_of(token), lambda abonne: abonne.confirm(proof, at=now))
        except AbonneNotFound:
            raise LinkNotValid from None
