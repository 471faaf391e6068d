"""Queue the next recipients of an issue."""

from sorbo_core.contact.newsletter.envoi import Envoi
from sorbo_core.contact.newsletter.events import InfolettreAdvanced
from sorbo_core.contact.newsletter.infolettre import Infolettre
from sorbo_core.contact.newsletter.ports import Abonnes, Envois, Infolettres
from sorbo_core.contact.use_cases.envoi.next_batch import go_on
from sorbo_core.shared.events import Event
from sorbo_core.shared.ports import Clock

MOST_AT_ONCE = 100


class QueueBatch:
    """Give the next hundred recipients of an issue a sending each, which is then delivered like any event.

    A batch that was cut off is queued again: the id of a sending follows from issue and
    subscriber, so that nobody is left out and nobody has two.

    Raises:
        InfolettreNotFound: the issue has gone.
        Unavailable: a part is away.
    """

    def __init__(self, *, infolettres: Infolettres, envois: Envois, abonnes: Abonnes, clock: Clock) -> None:
        self._infolettres = infolettres
        self._envois = envois
        self._abonnes = abonnes
        self._clock = clock

    async def __call__(self, event: Event) -> None:
        sending = InfolettreAdvanced.of(event)
        if sending is None:
            return
        issue = await self._infolettres.get(event.entity_id)
        if issue.awaits(sending.batch):
            await self._queue(issue)
        # Also when the batch is found queued: whoever did it may have died right after.
        await go_on(issue.id, infolettres=self._infolettres, envois=self._envois, clock=self._clock)

    async def _queue(self, issue: Infolettre) -> None:
        now, batch = self._clock.now(), issue.batch
        readers = await self._abonnes.readers(
            issue.content.categories, after=issue.cursor, limit=MOST_AT_ONCE
        )
        if not readers:
            await self._infolettres.update(issue.id, lambda current: current.finish(batch, at=now))
            return
        await self._envois.add_missing([Envoi.queued(issue.id, reader, at=now) for reader in readers])
        cursor = readers[-1]
        await self._infolettres.update(issue.id, lambda current: current.queued(batch, cursor=cursor))
