"""Which handler gets which events."""

from collections.abc import Iterable, Mapping

from sorbo_core.delivery.ports import EventHandler
from sorbo_core.delivery.use_cases.relay_events import Subscriptions


def subscriptions(
    types: Iterable[str], *, some: Subscriptions, every: Mapping[str, EventHandler]
) -> Subscriptions:
    """Return what is subscribed to some of these types of events, and to every one of them."""
    return {type_: {**some.get(type_, {}), **every} for type_ in types}
