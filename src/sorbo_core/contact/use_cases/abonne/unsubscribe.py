"""Leave the newsletter."""

from sorbo_core.contact.newsletter.abonne import Abonne
from sorbo_core.contact.newsletter.errors import AbonneNotFound, LinkNotValid
from sorbo_core.contact.newsletter.events import LeftBy
from sorbo_core.contact.newsletter.links import holder_of, proof_of
from sorbo_core.contact.newsletter.ports import Abonnes
from sorbo_core.shared.ports import Clock


class Unsubscribe:
    """Leave with the token from any of our mails, however old: from now on no issue is sent.

    Leaving again changes nothing, and is answered alike.

    Raises:
        LinkNotValid: the token is not whole, or the subscriber has gone.
    """

    def __init__(self, *, abonnes: Abonnes, clock: Clock) -> None:
        self._abonnes = abonnes
        self._clock = clock

    async def __call__(self, *, token: str) -> Abonne:
        now, proof = self._clock.now(), proof_of(token)

        def leave(abonne: Abonne) -> Abonne:
            if proof not in abonne.leave_proofs:
                raise LinkNotValid
            return abonne.leave(LeftBy.LINK, at=now)

        try:
            return await self._abonnes.update(holder_of(token), leave)
        except AbonneNotFound:
            raise LinkNotValid from None
