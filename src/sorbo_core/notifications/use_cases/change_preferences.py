"""Change one's own preferences."""

from collections.abc import Mapping

from sorbo_core.notifications.kinds import Kind
from sorbo_core.notifications.ports import PreferencesStore
from sorbo_core.notifications.preferences import Preferences
from sorbo_core.shared.actor import Actor
from sorbo_core.shared.ports import Clock


class ChangePreferences:
    """Choose how to be told: for each kind in the application or not, by mail never, at once or once a day.

    Kinds and choices that are left out stay as they are. What one has been told before keeps the
    choice of its time, but a digest leaves out what is not wanted by mail any more.

    Raises:
        Unauthenticated: a visitor asks.
        Stale: they were changed since.
    """

    def __init__(self, *, preferences: PreferencesStore, clock: Clock) -> None:
        self._preferences = preferences
        self._clock = clock

    async def __call__(
        self, *, actor: Actor, changes: Mapping[Kind, Mapping[str, object]], version: int | None = None
    ) -> Preferences:
        compte_id, now = actor.known(), self._clock.now()
        stored = await self._preferences.of(compte_id)
        current = (stored or Preferences.untouched(compte_id, at=now)).at_version(version)
        changed = current.choose(changes, at=now)
        return current if changed is current else await self._preferences.save(changed)
