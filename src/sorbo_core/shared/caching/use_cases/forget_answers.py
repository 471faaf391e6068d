"""Forget what an event puts out of date."""

from sorbo_core.shared.caching.invalidating import Invalidates
from sorbo_core.shared.caching.tags import of_event
from sorbo_core.shared.events import Event


class ForgetAnswers:
    """Forget, in every process, the answers that an event puts out of date.

    The write itself has done so already. Should the process have died in between, or the others not
    have heard, they hear now.

    Raises:
        Unavailable: the other processes cannot be told now.
    """

    def __init__(self, *, answers: Invalidates) -> None:
        self._answers = answers

    async def __call__(self, event: Event) -> None:
        await self._answers.invalidate(of_event(event))
