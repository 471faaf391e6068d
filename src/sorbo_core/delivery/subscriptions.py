"""Which handler gets which events."""

from collections.abc import Iterable, Mapping

from sorbo_core.delivery.ports import EventHandler

Subscriptions = Mapping[str, Mapping[str, EventHandler]]
"""Event type → name of the handler → handler. A name, once used, keeps its meaning: it is stored."""


def subscriptions(
    types: Iterable[str], *, some: Subscriptions, every: Mapping[str, EventHandler]
) -> Subscriptions:
    """Return what is subscribed to some of these types of events, and to every one of them."""
    return {type_: {**some.get(type_, {}), **every} for type_ in types}
