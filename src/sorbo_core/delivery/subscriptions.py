"""Which handler gets which events."""

from collections.abc import Iterator, Mapping

from sorbo_core.delivery.ports import EventHandler
from sorbo_core.delivery.use_cases.relay_events import Subscriptions
from sorbo_core.shared.events import EventData


def event_types() -> tuple[str, ...]:
    """Return the type of every event that an entity records, in order."""
    return tuple(sorted({kind.type for kind in _kinds(EventData) if hasattr(kind, "type")}))


def subscriptions(some: Subscriptions, every: Mapping[str, EventHandler]) -> Subscriptions:
    """Return what is subscribed to some events, and to every one of them."""
    return {type_: {**some.get(type_, {}), **every} for type_ in (*event_types(), *some)}


def _kinds(kind: type[EventData]) -> Iterator[type[EventData]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)
