"""The relay, and what else runs for as long as the application does."""

from contextlib import AbstractAsyncContextManager

from sorbo_core.delivery.use_cases.relay_events import RelayEvents
from sorbo_web.wiring.background.repeating import repeating


def relaying(relay_events: RelayEvents, *, interval: float) -> AbstractAsyncContextManager[None]:
    """Relay events in the background: one pass every `interval` seconds."""
    return repeating(relay_events, name="relay", interval=interval)
