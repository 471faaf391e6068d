"""When the next batch of an issue is due."""

from sorbo_core.contact.newsletter.ports import Envois, Infolettres
from sorbo_core.shared.ports import Clock


async def go_on(id: str, *, infolettres: Infolettres, envois: Envois, clock: Clock) -> None:
    """Have the next batch of an issue queued once nobody in the present one waits for a first attempt.

    Whoever may be the last to change that asks: the queueing of a batch, and every sending.

    Raises:
        InfolettreNotFound: the issue has gone.
    """
    if not await envois.untried(id):
        now = clock.now()
        await infolettres.update(id, lambda issue: issue.go_on(at=now))
