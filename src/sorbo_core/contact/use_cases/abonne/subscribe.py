"""Subscribe to the newsletter."""

from sorbo_core.contact.newsletter.abonne import Abonne
from sorbo_core.contact.newsletter.errors import AddressKnown
from sorbo_core.contact.newsletter.ports import Abonnes
from sorbo_core.contact.newsletter.rubrique import Rubriques
from sorbo_core.shared.email_address import parse_email
from sorbo_core.shared.outgoing.mail import Language
from sorbo_core.shared.ports import Clock, Ids


class Subscribe:
    """Ask for the newsletter, about one or more categories. The truth goes by mail to the address.

    The answer is the same whether the address is new, waits to be confirmed, is subscribed or has
    left. The mail has a link that is good for 7 days, with which the holder agrees to exactly what
    was asked; until then nothing changes. An address gets one such mail an hour at most.

    Raises:
        Invalid: the address is none.
    """

    def __init__(self, *, abonnes: Abonnes, ids: Ids, clock: Clock) -> None:
        self._abonnes = abonnes
        self._ids = ids
        self._clock = clock

    async def __call__(self, *, email: str, categories: Rubriques, language: Language) -> None:
        address, now = parse_email(email), self._clock.now()
        known = await self._abonnes.with_address(address)
        if known is None:
            asked = Abonne.asked(
                id=self._ids.new(), email=address, categories=categories, language=language, at=now
            )
            try:
                await self._abonnes.add(asked)
            except AddressKnown:
                known = await self._abonnes.with_address(address)
        # In every case one write follows one look: an answer takes no longer for those who are known.
        if known is not None:
            await self._abonnes.update(known.id, lambda abonne: abonne.ask(categories, language, at=now))
