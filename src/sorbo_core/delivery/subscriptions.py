"""Which handler gets which events."""

from collections.abc import Iterable, Mapping

from sorbo_core.delivery.ports import EventHandler

Subscriptions = Mapping[str, Mapping[str, EventHandler]]
"""Event type → name of the handler → handler. A name, once used, keeps its meaning: it is stored."""


def subscriptions(
    types: Iterable[str],
    *,
    some: Subscriptions,
    every: Mapping[str, EventHandler],
    of_nouns: Mapping[str, Mapping[str, EventHandler]] = {},
) -> Subscriptions:
    """Return what is subscribed to some of these types of events, to all of some nouns, to every one."""

    def about(type_: str) -> Mapping[str, EventHandler]:
        return of_nouns.get(type_.partition(".")[0], {})

    return {type_: {**some.get(type_, {}), **about(type_), **every} for type_ in types}
