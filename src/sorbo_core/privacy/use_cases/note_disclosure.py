"""Note that personal data are about to leave."""

from sorbo_core.privacy.disclosure import Disclosed, Disclosure
from sorbo_core.privacy.ports import Disclosures
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock, Ids


class NoteDisclosure:
    """Note an export of personal data before the first of them leaves: what is not noted, does not leave.

    Raises:
        Unauthenticated: a visitor asks.
    """

    def __init__(self, *, disclosures: Disclosures, clock: Clock, ids: Ids) -> None:
        self._disclosures = disclosures
        self._clock = clock
        self._ids = ids

    async def __call__(self, *, actor: Actor, what: Disclosed, candidature_id: str | None = None) -> None:
        by, now = actor.known(), self._clock.now()
        made = Disclosure.made(id=self._ids.new(), what=what, by=by, at=now, candidature_id=candidature_id)
        await self._disclosures.add(made)
