"""Read one's own preferences."""

from sorbo_core.notifications.ports import PreferencesStore
from sorbo_core.notifications.preferences import Preferences
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class ReadPreferences:
    """Read how who asks is told about each kind; what was never chosen follows the defaults.

    Raises:
        Unauthenticated: a visitor asks.
    """

    def __init__(self, *, preferences: PreferencesStore, clock: Clock) -> None:
        self._preferences = preferences
        self._clock = clock

    async def __call__(self, *, actor: Actor) -> Preferences:
        compte_id = actor.known()
        stored = await self._preferences.of(compte_id)
        return stored or Preferences.untouched(compte_id, at=self._clock.now())
