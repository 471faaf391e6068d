"""Give an avis."""

from contextlib import suppress

import msgspec

from sorbo_core.reviews.avis import Avis, AvisState, Opinion, Reviewed
from sorbo_core.reviews.errors import AvisRepeated
from sorbo_core.reviews.ports import Reviews, Shown
from sorbo_core.shared.errors import AlreadyExists
from sorbo_core.shared.ports import Clock


class AvisReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """What whoever gives an avis learns: a reference, and that it waits."""

    id: str
    state: AvisState = AvisState.EN_ATTENTE


class SubmitAvis:
    """Give an avis on an entry: stars from 1 to 5 and a comment.

    Staff read it before it is shown and counts. The address stays private. The same address again,
    for the same entry, is answered as the first time and changes nothing.

    Raises:
        Invalid: a field breaks its rule.
        NotFound: visitors see no such entry.
    """

    def __init__(self, *, reviews: Reviews, shown: Shown, clock: Clock) -> None:
        self._reviews = reviews
        self._shown = shown
        self._clock = clock

    async def __call__(self, *, id: str, noun: Reviewed, key: str, opinion: Opinion) -> AvisReceipt:
        entry_id = await self._shown.identify(noun, key)
        now = self._clock.now()
        avis = Avis.submitted(id=id, noun=noun, entry_id=entry_id, opinion=opinion, at=now)
        with suppress(AlreadyExists, AvisRepeated):
            await self._reviews.add(avis)
        return AvisReceipt(id=id)
